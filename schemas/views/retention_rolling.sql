-- How many of the donors of the 12 months before gave again within 12 months, month by month.
-- grain: one row per unit and complete month that has 12 months of donors before its own 12.
-- unit: person and household, in the column unit.
-- formula: for the 12 months that end with the month: rate = units with net giving above 0 in them
--   and in the 12 months before / units with net giving above 0 in the 12 months before; low, high = its Wilson interval.
-- source: metrics "rolling 12-month retention": gave in (t-24, t-12] and in (t-12, t].
-- edge cases: free of the fiscal year's snapshot bias; months whose 24 months reach back before the
--   first month of the lake are left out; is_small marks fewer than 5 prior donors.
-- order by: unit, month
WITH unit_month AS (
  SELECT
    unit,
    unit_id,
    CAST(EXTRACT(YEAR FROM gift_date) * 12 + EXTRACT(MONTH FROM gift_date) - 1 AS BIGINT) AS month_number,
    SUM(amount) AS amount
  FROM unit_gift
  GROUP BY unit, unit_id, CAST(EXTRACT(YEAR FROM gift_date) * 12 + EXTRACT(MONTH FROM gift_date) - 1 AS BIGINT)
), months_later AS (
  SELECT n FROM (
    VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11),
      (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23)
  ) AS later (n)
), windowed AS (
  SELECT
    u.unit,
    u.unit_id,
    u.month_number + l.n AS month_number,
    SUM(CASE WHEN l.n < 12 THEN u.amount ELSE 0 END) AS amount,
    SUM(CASE WHEN l.n >= 12 THEN u.amount ELSE 0 END) AS prior_amount
  FROM unit_month u
  CROSS JOIN months_later l
  GROUP BY u.unit, u.unit_id, u.month_number + l.n
), counted AS (
  SELECT
    unit,
    month_number,
    COUNT(*) AS prior_donors,
    COUNT(*) FILTER (WHERE amount > 0) AS retained_donors,
    SUM(prior_amount) AS prior_amount,
    SUM(amount) AS retained_amount
  FROM windowed
  WHERE prior_amount > 0
  GROUP BY unit, month_number
), first_month AS (
  SELECT MIN(month_number) AS month_number FROM unit_month
)
SELECT
  c.unit,
  m.month,
  m.fiscal_year,
  c.prior_donors,
  c.retained_donors,
  CAST(c.retained_donors AS DOUBLE) / NULLIF(c.prior_donors, 0) AS rate,
  w.low,
  w.high,
  CAST(c.prior_amount AS DECIMAL(18, 2)) AS prior_amount,
  CAST(c.retained_amount AS DECIMAL(18, 2)) AS retained_amount,
  CAST(c.retained_amount AS DOUBLE) / NULLIF(CAST(c.prior_amount AS DOUBLE), 0) AS dollar_rate,
  c.prior_donors < 5 AS is_small
FROM counted c
JOIN month_calendar m ON m.month_number = c.month_number AND m.is_complete
CROSS JOIN first_month f
LEFT JOIN wilson_interval w ON w.n = c.prior_donors AND w.successes = c.retained_donors
WHERE c.month_number >= f.month_number + 23
