-- How many first-time donors came back soon: second-gift conversion.
-- grain: one row per unit and fiscal year of first gifts.
-- unit: person and household, in the column unit.
-- formula: of the donors whose first gift falls in the year and whose 90, 180, 365 days have passed
--   at the data horizon (observed), the share with a second gift on a later day within those days
--   (converted).
-- source: metrics "second-gift conversion"; only cohorts with a full observation window.
-- edge cases: as for acquisition_detail; an empty cohort gives no rate; is_small marks fewer than 5
--   donors seen for 90 days.
-- order by: unit, fiscal_year
SELECT
  unit,
  cohort_year AS fiscal_year,
  COUNT(*) AS new_donors,
  SUM(seen_90_days) AS observed_90_days,
  SUM(seen_90_days * came_90_days) AS converted_90_days,
  CAST(SUM(seen_90_days * came_90_days) AS DOUBLE) / NULLIF(SUM(seen_90_days), 0) AS rate_90_days,
  SUM(seen_180_days) AS observed_180_days,
  SUM(seen_180_days * came_180_days) AS converted_180_days,
  CAST(SUM(seen_180_days * came_180_days) AS DOUBLE) / NULLIF(SUM(seen_180_days), 0) AS rate_180_days,
  SUM(seen_365_days) AS observed_365_days,
  SUM(seen_365_days * came_365_days) AS converted_365_days,
  CAST(SUM(seen_365_days * came_365_days) AS DOUBLE) / NULLIF(SUM(seen_365_days), 0) AS rate_365_days,
  SUM(seen_90_days) < 5 AS is_small
FROM acquisition_detail
GROUP BY unit, cohort_year
