-- How many of the lapsed came back, fiscal year by fiscal year.
-- grain: one row per unit and fiscal year that has lapsed donors.
-- unit: person and household, in the column unit.
-- formula: lapsed_donors = units that did not give last year and whose latest giving year before lies
--   at most recapture_years before last year; rate = those of them who gave in the year / lapsed_donors.
--   recaptured_amount = what they gave. all_recaptured counts also those who lapsed longer ago.
-- source: metrics "recapture/reactivation rate"; the cap is recapture_years of organization.toml.
-- edge cases: last year's donors are in no number; the dead stay in the denominator, counted in
--   deceased_donors; is_complete is false for the running year; is_small marks fewer than 5.
-- order by: unit, fiscal_year
WITH lapsed AS (
  SELECT
    f.unit,
    f.unit_id,
    y.fiscal_year,
    y.is_complete,
    y.fiscal_year - f.fiscal_year - 1 AS years_lapsed,
    COALESCE(f.next_year = y.fiscal_year, FALSE) AS came_back
  FROM unit_fiscal_year f
  JOIN fiscal_calendar y ON y.fiscal_year > f.fiscal_year + 1 AND y.fiscal_year <= COALESCE(f.next_year, y.fiscal_year)
)
SELECT
  l.unit,
  l.fiscal_year,
  l.is_complete,
  COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years}) AS lapsed_donors,
  COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years} AND l.came_back) AS recaptured_donors,
  CAST(COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years} AND l.came_back) AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years}), 0) AS rate,
  CAST(COALESCE(SUM(CASE WHEN l.years_lapsed <= ${recapture_years} AND l.came_back THEN n.amount END), 0) AS DECIMAL(18, 2))
    AS recaptured_amount,
  COUNT(*) FILTER (WHERE l.came_back) AS all_recaptured,
  COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years} AND p.is_deceased) AS deceased_donors,
  COUNT(*) FILTER (WHERE l.years_lapsed <= ${recapture_years}) < 5 AS is_small
FROM lapsed l
JOIN unit_profile p ON p.unit = l.unit AND p.unit_id = l.unit_id
LEFT JOIN unit_fiscal_year n ON n.unit = l.unit AND n.unit_id = l.unit_id AND n.fiscal_year = l.fiscal_year
GROUP BY l.unit, l.fiscal_year, l.is_complete
