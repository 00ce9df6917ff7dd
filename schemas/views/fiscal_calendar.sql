-- Every fiscal year from the first gift or membership to the data horizon, without holes.
-- grain: one row per fiscal year.
-- unit: the lake.
-- formula: a fiscal year is named by the calendar year in which it ends; is_complete = its last
--   day is not after the data horizon; years_of_history = fiscal years known before it.
-- source: metrics convention fy(d); Blackbaud's FEP plug-in compares "any two consecutive
--   12-month periods".
-- edge cases: a year without any gift is there too, so that a gap in giving shows; years more than
--   99 before the horizon (mistyped dates) are left out; an empty lake has the current year alone.
-- cached: yes
WITH digit AS (
  SELECT n FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS digits (n)
), offset_years AS (
  SELECT tens.n * 10 + ones.n AS years_back FROM digit tens CROSS JOIN digit ones
), first_days AS (
  SELECT MIN(gift_date) AS first_day FROM gift WHERE status IN ('succeeded', 'partially_refunded', 'refunded')
  UNION ALL
  SELECT MIN(start_date) AS first_day FROM membership_term
), first_year AS (
  SELECT
    CAST(EXTRACT(YEAR FROM MIN(first_day)) AS BIGINT)
      + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM MIN(first_day)) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
      AS fiscal_year
  FROM first_days
), years AS (
  SELECT
    h.fiscal_year - o.years_back AS fiscal_year,
    COALESCE(f.fiscal_year, h.fiscal_year) AS first_fiscal_year,
    h.as_of
  FROM data_horizon h CROSS JOIN offset_years o CROSS JOIN first_year f
  WHERE o.years_back = 0 OR h.fiscal_year - o.years_back >= f.fiscal_year
), days AS (
  SELECT
    fiscal_year,
    first_fiscal_year,
    as_of,
    CAST(
      CAST(fiscal_year - CASE WHEN ${fiscal_year_start_month} > 1 THEN 1 ELSE 0 END AS VARCHAR)
        || '-' || LPAD('${fiscal_year_start_month}', 2, '0') || '-01' AS DATE) AS start_date
  FROM years
)
SELECT
  CAST(fiscal_year AS BIGINT) AS fiscal_year,
  start_date,
  CAST(start_date + INTERVAL '1' YEAR - INTERVAL '1' DAY AS DATE) AS end_date,
  CAST(start_date + INTERVAL '1' YEAR - INTERVAL '1' DAY AS DATE) <= as_of AS is_complete,
  CAST(CASE WHEN fiscal_year > first_fiscal_year THEN fiscal_year - first_fiscal_year ELSE 0 END AS BIGINT) AS years_of_history
FROM days
