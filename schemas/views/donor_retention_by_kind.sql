-- How many of last year's donors gave again, fiscal year by fiscal year, by kind of donor.
-- grain: one row per kind of constituent (person, organization, unknown) and fiscal year whose year before had donors.
-- unit: constituent.
-- formula: overall = |D(y) ∩ D(y-1)| / |D(y-1)|; new = the same among those whose first giving
--   year was y-1; repeat = among those who gave before y-1 too (repeat_retained splits into
--   consecutive, who gave in y-2, and recaptured, who did not); dollar = Σ A(u,y) over D(y-1) /
--   Σ A(u,y-1); gross_dollar = Σ least(A(y), A(y-1)) / Σ A(y-1).
-- source: FEP (Fundraising Effectiveness Project) retention definitions; 2010 medians: 27 % new,
--   70 % repeat, 41 % overall.
-- edge cases: the numerator is part of the denominator; dollar retention may pass 100 %; n stands
--   beside each rate and an empty denominator gives no rate; is_complete is false for the running
--   year; is_small marks fewer than 5 prior donors; years_of_history < 5 makes "new" doubtful;
--   the kinds of one year add up to the persons of donor_retention.
-- order by: constituent_kind, fiscal_year
SELECT
  unit_kind AS constituent_kind,
  fiscal_year,
  is_complete,
  years_of_history,
  SUM(prior_donor) AS prior_donors,
  SUM(retained) AS retained_donors,
  CAST(SUM(retained) AS DOUBLE) / NULLIF(SUM(prior_donor), 0) AS overall_rate,
  SUM(new_prior) AS new_prior_donors,
  SUM(new_retained) AS new_retained_donors,
  CAST(SUM(new_retained) AS DOUBLE) / NULLIF(SUM(new_prior), 0) AS new_rate,
  SUM(repeat_prior) AS repeat_prior_donors,
  SUM(repeat_retained) AS repeat_retained_donors,
  CAST(SUM(repeat_retained) AS DOUBLE) / NULLIF(SUM(repeat_prior), 0) AS repeat_rate,
  SUM(consecutive_prior) AS consecutive_prior_donors,
  SUM(consecutive_retained) AS consecutive_retained_donors,
  CAST(SUM(consecutive_retained) AS DOUBLE) / NULLIF(SUM(consecutive_prior), 0) AS consecutive_rate,
  SUM(recaptured_prior) AS recaptured_prior_donors,
  SUM(recaptured_retained) AS recaptured_retained_donors,
  CAST(SUM(recaptured_retained) AS DOUBLE) / NULLIF(SUM(recaptured_prior), 0) AS recaptured_rate,
  CAST(SUM(prior_amount) AS DECIMAL(18, 2)) AS prior_amount,
  CAST(SUM(retained_amount) AS DECIMAL(18, 2)) AS retained_amount,
  CAST(SUM(retained_amount) AS DOUBLE) / NULLIF(CAST(SUM(prior_amount) AS DOUBLE), 0) AS dollar_rate,
  CAST(SUM(gross_retained_amount) AS DOUBLE) / NULLIF(CAST(SUM(prior_amount) AS DOUBLE), 0) AS gross_dollar_rate,
  SUM(prior_donor) < 5 AS is_small
FROM retention_detail
WHERE unit = 'person'
GROUP BY unit_kind, fiscal_year, is_complete, years_of_history
HAVING SUM(prior_donor) > 0
