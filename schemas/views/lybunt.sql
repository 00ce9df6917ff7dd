-- Donors who gave last fiscal year but, so far, not this one.
-- grain: one row per constituent.
-- unit: constituent.
-- formula: u ∈ D(y-1), u ∉ D(y), where y is the fiscal year of the data horizon.
-- source: LYBUNT, "last year but unfortunately not this".
-- edge cases: as for lybunt_or_sybunt; the list is as long as the lapsed_new and lapsed_repeat of
--   year y in donor_lifecycle.
-- order by: last_year_amount DESC, constituent_id
SELECT * FROM lybunt_or_sybunt WHERE list = 'lybunt'
