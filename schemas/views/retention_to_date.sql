-- How many of last year's donors have given by this day of the fiscal year, year beside year.
-- grain: one row per unit and fiscal year whose year before had donors.
-- unit: person and household, in the column unit.
-- formula: day = the data horizon's day within its fiscal year; rate = donors of all of y-1 whose net
--   gifts of y up to that day are above 0 / donors of y-1. donors_to_date and amount_to_date are
--   everybody's of y up to that day, full_rate = the rate at the end of y; low, high = the Wilson interval
--   of rate.
-- source: metrics "YTD retention (FEP quarterly)": compare with the same day last year.
-- edge cases: the day is month and day of the month, so that leap years shift nothing; for the
--   running year rate and full_rate are one; gifts refunded later are gone on every day; is_small
--   marks fewer than 5 prior donors.
-- order by: unit, fiscal_year
WITH horizon AS (
  SELECT
    (EXTRACT(MONTH FROM as_of) - ${fiscal_year_start_month}
      + CASE WHEN EXTRACT(MONTH FROM as_of) < ${fiscal_year_start_month} THEN 12 ELSE 0 END) * 100
      + EXTRACT(DAY FROM as_of) AS day_of_year
  FROM data_horizon
), early AS (
  SELECT g.unit, g.unit_id, g.fiscal_year, SUM(g.amount) AS amount
  FROM unit_gift g
  CROSS JOIN horizon h
  WHERE (EXTRACT(MONTH FROM g.gift_date) - ${fiscal_year_start_month}
      + CASE WHEN EXTRACT(MONTH FROM g.gift_date) < ${fiscal_year_start_month} THEN 12 ELSE 0 END) * 100
      + EXTRACT(DAY FROM g.gift_date) <= h.day_of_year
  GROUP BY g.unit, g.unit_id, g.fiscal_year
  HAVING SUM(g.amount) > 0
), early_total AS (
  SELECT unit, fiscal_year, COUNT(*) AS donors, SUM(amount) AS amount FROM early GROUP BY unit, fiscal_year
), compared AS (
  SELECT
    l.unit,
    l.fiscal_year,
    l.is_complete,
    COUNT(*) AS prior_donors,
    COUNT(e.unit_id) AS retained_to_date,
    COUNT(*) FILTER (WHERE l.amount > 0) AS retained_donors
  FROM donor_lifecycle l
  LEFT JOIN early e ON e.unit = l.unit AND e.unit_id = l.unit_id AND e.fiscal_year = l.fiscal_year
  WHERE l.prior_amount > 0
  GROUP BY l.unit, l.fiscal_year, l.is_complete
)
SELECT
  c.unit,
  c.fiscal_year,
  c.is_complete,
  c.prior_donors,
  c.retained_to_date,
  CAST(c.retained_to_date AS DOUBLE) / NULLIF(c.prior_donors, 0) AS rate,
  w.low,
  w.high,
  CAST(c.retained_donors AS DOUBLE) / NULLIF(c.prior_donors, 0) AS full_rate,
  COALESCE(t.donors, 0) AS donors_to_date,
  CAST(COALESCE(t.amount, 0) AS DECIMAL(18, 2)) AS amount_to_date,
  c.prior_donors < 5 AS is_small
FROM compared c
LEFT JOIN early_total t ON t.unit = c.unit AND t.fiscal_year = c.fiscal_year
LEFT JOIN wilson_interval w ON w.n = c.prior_donors AND w.successes = c.retained_to_date
