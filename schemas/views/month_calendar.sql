-- Every calendar month from the first fiscal year to the data horizon.
-- grain: one row per month.
-- unit: the lake.
-- formula: month = its first day, month_end its last; month_number counts months (year × 12 + month −
--   1), so that months can be reckoned with; is_complete = its last day is not after the data horizon.
-- source: fiscal_calendar.
-- edge cases: the horizon's own month is the last, complete or not.
-- cached: yes
WITH month_of_year AS (
  SELECT n FROM (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)) AS months (n)
), placed AS (
  SELECT
    y.fiscal_year,
    y.fiscal_year - CASE WHEN ${fiscal_year_start_month} > 1 AND m.n >= ${fiscal_year_start_month} THEN 1 ELSE 0 END AS year,
    m.n
  FROM fiscal_calendar y CROSS JOIN month_of_year m
), dated AS (
  SELECT
    fiscal_year,
    CAST(year * 12 + n - 1 AS BIGINT) AS month_number,
    CAST(CAST(year AS VARCHAR) || '-' || LPAD(CAST(n AS VARCHAR), 2, '0') || '-01' AS DATE) AS month
  FROM placed
)
SELECT
  d.month,
  CAST(d.month + INTERVAL '1' MONTH - INTERVAL '1' DAY AS DATE) AS month_end,
  d.month_number,
  d.fiscal_year,
  d.month + INTERVAL '1' MONTH - INTERVAL '1' DAY <= h.as_of AS is_complete
FROM dated d
CROSS JOIN data_horizon h
WHERE d.month <= h.as_of
