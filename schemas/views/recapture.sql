-- How many of the lapsed came back, fiscal year by fiscal year.
-- grain: one row per unit and fiscal year that has lapsed donors.
-- unit: person and household, in the column unit.
-- formula: lapsed_donors = units that did not give last year and whose latest giving year before lies
--   at most recapture_years before last year; rate = those of them who gave in the year / lapsed_donors.
--   low, high = its Wilson interval;
--   recaptured_amount = what they gave. all_recaptured counts also those who lapsed longer ago.
-- source: metrics "recapture/reactivation rate"; the cap is recapture_years of organization.toml.
-- edge cases: last year's donors are in no number; the dead stay in the denominator; is_complete
--   is false for the running year; is_small marks fewer than 5.
-- order by: unit, fiscal_year
WITH lapsed AS (
  SELECT
    f.unit,
    f.unit_id,
    y.fiscal_year,
    y.is_complete,
    y.fiscal_year - f.fiscal_year - 1 AS years_lapsed,
    COALESCE(f.next_year = y.fiscal_year, FALSE) AS came_back,
    f.next_amount
  FROM unit_fiscal_year f
  JOIN fiscal_calendar y ON y.fiscal_year > f.fiscal_year + 1 AND y.fiscal_year <= COALESCE(f.next_year, y.fiscal_year)
), counted AS (
  SELECT
    l.unit,
    l.fiscal_year,
    l.is_complete,
    COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years}) AS lapsed_donors,
    COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years} AND l.came_back) AS recaptured_donors,
    SUM(CASE WHEN l.years_lapsed <= ${recapture_years} AND l.came_back THEN l.next_amount ELSE 0 END) AS recaptured_amount,
    COUNT(*) FILTER (WHERE l.came_back) AS all_recaptured
  FROM lapsed l
  GROUP BY l.unit, l.fiscal_year, l.is_complete
)
SELECT
  c.unit,
  c.fiscal_year,
  c.is_complete,
  c.lapsed_donors,
  c.recaptured_donors,
  CAST(c.recaptured_donors AS DOUBLE) / NULLIF(c.lapsed_donors, 0) AS rate,
  w.low,
  w.high,
  CAST(c.recaptured_amount AS DECIMAL(18, 2)) AS recaptured_amount,
  c.all_recaptured,
  c.lapsed_donors < 5 AS is_small
FROM counted c
LEFT JOIN wilson_interval w ON w.n = c.lapsed_donors AND w.successes = c.recaptured_donors
