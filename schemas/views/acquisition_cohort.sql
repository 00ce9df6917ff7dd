-- What became of the donors of each first year: the retention triangle.
-- grain: one row per unit, first giving year and fiscal year since then.
-- unit: person and household, in the column unit.
-- formula: cohort_donors = |{u: F(u) = cohort_year}|; active_donors = those with net giving above 0 in
--   cohort_year + years_later, rate = active_donors / cohort_donors; cumulative_amount = what all of
--   them gave up to then, per_donor = of each acquired donor, still giving or not.
-- source: metrics "acquisition cohort: retention triangle", "LTV historical by cohort".
-- edge cases: years_later 0 has rate 1; a year in which nobody of a cohort gave is a row of 0; the
--   lake's first cohort holds older donors too; is_small marks cohorts of fewer than 5.
-- order by: unit, cohort_year, years_later
WITH cohort AS (
  SELECT unit, first_fiscal_year AS cohort_year, COUNT(*) AS donors
  FROM unit_fiscal_year
  WHERE fiscal_year = first_fiscal_year
  GROUP BY unit, first_fiscal_year
), gave AS (
  SELECT unit, first_fiscal_year AS cohort_year, fiscal_year, COUNT(*) AS donors, SUM(amount) AS amount
  FROM unit_fiscal_year
  GROUP BY unit, first_fiscal_year, fiscal_year
), triangle AS (
  SELECT
    c.unit, c.cohort_year, y.fiscal_year, y.is_complete, c.donors AS cohort_donors,
    COALESCE(g.donors, 0) AS active_donors,
    CAST(COALESCE(g.amount, 0) AS DECIMAL(18, 2)) AS amount
  FROM cohort c
  JOIN fiscal_calendar y ON y.fiscal_year >= c.cohort_year
  LEFT JOIN gave g ON g.unit = c.unit AND g.cohort_year = c.cohort_year AND g.fiscal_year = y.fiscal_year
)
SELECT
  unit,
  cohort_year,
  fiscal_year,
  fiscal_year - cohort_year AS years_later,
  is_complete,
  cohort_donors,
  active_donors,
  CAST(active_donors AS DOUBLE) / NULLIF(cohort_donors, 0) AS rate,
  amount,
  CAST(SUM(amount) OVER (PARTITION BY unit, cohort_year ORDER BY fiscal_year) AS DECIMAL(18, 2)) AS cumulative_amount,
  CAST(SUM(amount) OVER (PARTITION BY unit, cohort_year ORDER BY fiscal_year) AS DOUBLE) / NULLIF(cohort_donors, 0) AS per_donor,
  cohort_donors < 5 AS is_small
FROM triangle
