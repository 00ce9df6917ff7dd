-- How many of last year's donors gave again, fiscal year by fiscal year.
-- grain: one row per fiscal year whose year before had donors.
-- unit: household; a constituent without one is a household of one.
-- formula: overall = |D(y) ∩ D(y-1)| / |D(y-1)|; new = the same among those whose first giving
--   year was y-1; repeat = among those who gave before y-1 too (repeat_retained splits into
--   consecutive, who gave in y-2, and recaptured, who did not); dollar = Σ A(u,y) over D(y-1) /
--   Σ A(u,y-1); gross_dollar = Σ least(A(y), A(y-1)) / Σ A(y-1).
-- source: FEP (Fundraising Effectiveness Project) retention definitions; 2010 medians: 27 % new,
--   70 % repeat, 41 % overall.
-- edge cases: the numerator is part of the denominator; dollar retention may pass 100 %; n stands
--   beside each rate and an empty denominator gives no rate; is_complete is false for the running
--   year; is_small marks fewer than 5 prior donors; years_of_history < 5 makes "new" doubtful.
-- order by: fiscal_year
SELECT
  fiscal_year,
  is_complete,
  years_of_history,
  COUNT(*) FILTER (WHERE prior_amount > 0) AS prior_donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND amount > 0) AS retained_donors,
  CAST(COUNT(*) FILTER (WHERE prior_amount > 0 AND amount > 0) AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE prior_amount > 0), 0) AS overall_rate,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND NOT gave_before) AS new_prior_donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND NOT gave_before AND amount > 0) AS new_retained_donors,
  CAST(COUNT(*) FILTER (WHERE prior_amount > 0 AND NOT gave_before AND amount > 0) AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE prior_amount > 0 AND NOT gave_before), 0) AS new_rate,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_before) AS repeat_prior_donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_before AND amount > 0) AS repeat_retained_donors,
  CAST(COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_before AND amount > 0) AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_before), 0) AS repeat_rate,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_two_years_before) AS consecutive_prior_donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_two_years_before AND amount > 0) AS consecutive_retained_donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_before AND NOT gave_two_years_before) AS recaptured_prior_donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND gave_before AND NOT gave_two_years_before AND amount > 0)
    AS recaptured_retained_donors,
  CAST(SUM(prior_amount) AS DECIMAL(18, 2)) AS prior_amount,
  CAST(SUM(CASE WHEN prior_amount > 0 THEN amount ELSE 0 END) AS DECIMAL(18, 2)) AS retained_amount,
  CAST(SUM(CASE WHEN prior_amount > 0 THEN amount ELSE 0 END) AS DOUBLE)
    / NULLIF(CAST(SUM(prior_amount) AS DOUBLE), 0) AS dollar_rate,
  CAST(SUM(LEAST(prior_amount, amount)) AS DOUBLE)
    / NULLIF(CAST(SUM(prior_amount) AS DOUBLE), 0) AS gross_dollar_rate,
  COUNT(*) FILTER (WHERE prior_amount > 0) < 5 AS is_small
FROM donor_lifecycle_household
GROUP BY fiscal_year, is_complete, years_of_history
HAVING COUNT(*) FILTER (WHERE prior_amount > 0) > 0
