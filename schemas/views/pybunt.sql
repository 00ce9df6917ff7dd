-- Donors who gave in a named earlier fiscal year but have not given this one.
-- grain: one row per constituent that has not given this fiscal year and earlier giving year.
-- unit: constituent.
-- formula: u ∈ D(p), u ∉ D(y), where p = prior_fiscal_year and y is the fiscal year of the data horizon;
--   prior_year_amount = A(u,p). Ask for one prior_fiscal_year.
-- source: PYBUNT, "prior year(s) but unfortunately not this", p a parameter.
-- edge cases: as for lybunt_or_sybunt; somebody who gave in several years is in the list of each.
-- order by: prior_fiscal_year DESC, prior_year_amount DESC, constituent_id
SELECT f.fiscal_year AS prior_fiscal_year, f.amount AS prior_year_amount, l.*
FROM lybunt_or_sybunt l
JOIN unit_fiscal_year f ON f.unit = 'person' AND f.unit_id = l.constituent_id
