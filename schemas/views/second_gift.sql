-- How many first-time donors came back soon: second-gift conversion.
-- grain: one row per unit and fiscal year of first gifts.
-- unit: person and household, in the column unit.
-- formula: of the donors whose first gift falls in the year and whose 90, 180, 365 days have passed
--   at the data horizon (observed), the share with a second gift on a later day within those days
--   (converted); low, high = the Wilson interval of the rate.
-- source: metrics "second-gift conversion"; only cohorts with a full observation window.
-- edge cases: as for acquisition_detail; an empty cohort gives no rate; is_small marks fewer than 5
--   donors seen for 90 days.
-- order by: unit, fiscal_year
WITH counted AS (
  SELECT
    unit,
    cohort_year AS fiscal_year,
    COUNT(*) AS new_donors,
    SUM(seen_90_days) AS observed_90_days,
    SUM(seen_90_days * came_90_days) AS converted_90_days,
    SUM(seen_180_days) AS observed_180_days,
    SUM(seen_180_days * came_180_days) AS converted_180_days,
    SUM(seen_365_days) AS observed_365_days,
    SUM(seen_365_days * came_365_days) AS converted_365_days
  FROM acquisition_detail
  GROUP BY unit, cohort_year
)
SELECT
  c.unit,
  c.fiscal_year,
  c.new_donors,
  c.observed_90_days,
  c.converted_90_days,
  CAST(c.converted_90_days AS DOUBLE) / NULLIF(c.observed_90_days, 0) AS rate_90_days,
  a.low AS low_90_days,
  a.high AS high_90_days,
  c.observed_180_days,
  c.converted_180_days,
  CAST(c.converted_180_days AS DOUBLE) / NULLIF(c.observed_180_days, 0) AS rate_180_days,
  b.low AS low_180_days,
  b.high AS high_180_days,
  c.observed_365_days,
  c.converted_365_days,
  CAST(c.converted_365_days AS DOUBLE) / NULLIF(c.observed_365_days, 0) AS rate_365_days,
  d.low AS low_365_days,
  d.high AS high_365_days,
  c.observed_90_days < 5 AS is_small
FROM counted c
LEFT JOIN wilson_interval a ON a.n = c.observed_90_days AND a.successes = c.converted_90_days
LEFT JOIN wilson_interval b ON b.n = c.observed_180_days AND b.successes = c.converted_180_days
LEFT JOIN wilson_interval d ON d.n = c.observed_365_days AND d.successes = c.converted_365_days
