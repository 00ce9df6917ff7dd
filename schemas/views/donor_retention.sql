-- How many of last year's donors gave again, fiscal year by fiscal year.
-- grain: one row per unit and fiscal year whose year before had donors.
-- unit: person and household, in the column unit.
-- formula: overall = |D(y) ∩ D(y-1)| / |D(y-1)|; new = the same among those whose first giving
--   year was y-1; repeat = among those who gave before y-1 too (splits into consecutive, who gave in
--   y-2, and recaptured, who did not); dollar = Σ A(u,y) over D(y-1) / Σ A(u,y-1); gross_dollar =
--   Σ least(A(y), A(y-1)) / Σ A(y-1). low, high = the Wilson interval of the rate before them.
-- source: FEP (Fundraising Effectiveness Project) retention definitions; 2010 medians: 27 % new,
--   70 % repeat, 41 % overall.
-- edge cases: the numerator is part of the denominator; dollar retention may pass 100 %; n stands
--   beside each rate and an empty denominator gives no rate; from n = 100 on there is no interval;
--   is_complete is false for the running year; is_small marks fewer than 5 prior donors;
--   years_of_history < 5 makes "new" doubtful.
-- order by: unit, fiscal_year
WITH summed AS (
  SELECT
    unit,
    fiscal_year,
    is_complete,
    years_of_history,
    SUM(prior_donor) AS prior_donors,
    SUM(retained) AS retained_donors,
    SUM(new_prior) AS new_prior_donors,
    SUM(new_retained) AS new_retained_donors,
    SUM(repeat_prior) AS repeat_prior_donors,
    SUM(repeat_retained) AS repeat_retained_donors,
    SUM(consecutive_prior) AS consecutive_prior_donors,
    SUM(consecutive_retained) AS consecutive_retained_donors,
    SUM(recaptured_prior) AS recaptured_prior_donors,
    SUM(recaptured_retained) AS recaptured_retained_donors,
    SUM(prior_amount) AS prior_amount,
    SUM(retained_amount) AS retained_amount,
    SUM(gross_retained_amount) AS gross_retained_amount
  FROM retention_detail
  GROUP BY unit, fiscal_year, is_complete, years_of_history
  HAVING SUM(prior_donor) > 0
)
SELECT
  s.unit,
  s.fiscal_year,
  s.is_complete,
  s.years_of_history,
  s.prior_donors,
  s.retained_donors,
  CAST(s.retained_donors AS DOUBLE) / NULLIF(s.prior_donors, 0) AS overall_rate,
  a.low AS overall_low,
  a.high AS overall_high,
  s.new_prior_donors,
  s.new_retained_donors,
  CAST(s.new_retained_donors AS DOUBLE) / NULLIF(s.new_prior_donors, 0) AS new_rate,
  n.low AS new_low,
  n.high AS new_high,
  s.repeat_prior_donors,
  s.repeat_retained_donors,
  CAST(s.repeat_retained_donors AS DOUBLE) / NULLIF(s.repeat_prior_donors, 0) AS repeat_rate,
  r.low AS repeat_low,
  r.high AS repeat_high,
  s.consecutive_prior_donors,
  s.consecutive_retained_donors,
  CAST(s.consecutive_retained_donors AS DOUBLE) / NULLIF(s.consecutive_prior_donors, 0) AS consecutive_rate,
  s.recaptured_prior_donors,
  s.recaptured_retained_donors,
  CAST(s.recaptured_retained_donors AS DOUBLE) / NULLIF(s.recaptured_prior_donors, 0) AS recaptured_rate,
  CAST(s.prior_amount AS DECIMAL(18, 2)) AS prior_amount,
  CAST(s.retained_amount AS DECIMAL(18, 2)) AS retained_amount,
  CAST(s.retained_amount AS DOUBLE) / NULLIF(CAST(s.prior_amount AS DOUBLE), 0) AS dollar_rate,
  CAST(s.gross_retained_amount AS DOUBLE) / NULLIF(CAST(s.prior_amount AS DOUBLE), 0) AS gross_dollar_rate,
  s.prior_donors < 5 AS is_small
FROM summed s
LEFT JOIN wilson_interval a ON a.n = s.prior_donors AND a.successes = s.retained_donors
LEFT JOIN wilson_interval n ON n.n = s.new_prior_donors AND n.successes = s.new_retained_donors
LEFT JOIN wilson_interval r ON r.n = s.repeat_prior_donors AND r.successes = s.repeat_retained_donors
