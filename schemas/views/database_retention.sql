-- How much of everybody who ever gave is still giving, fiscal year by fiscal year.
-- grain: one row per unit and fiscal year before which anybody gave.
-- unit: person and household, in the column unit.
-- formula: rate = those of known_donors who gave in the year (active_donors) / known_donors, the
--   units whose first giving year lies before; low, high = its Wilson interval.
-- source: metrics "database retention"; FEP supplement 2011.
-- edge cases: first-time donors of the year are in neither number; the dead stay in known_donors, as
--   in the FEP's count; is_complete is false for the running year; is_small marks fewer than 5.
-- order by: unit, fiscal_year
WITH began AS (
  SELECT unit, fiscal_year, COUNT(*) AS donors FROM unit_fiscal_year WHERE fiscal_year = first_fiscal_year GROUP BY unit, fiscal_year
), known AS (
  SELECT b.unit, y.fiscal_year, y.is_complete, SUM(b.donors) AS donors
  FROM began b
  JOIN fiscal_calendar y ON y.fiscal_year > b.fiscal_year
  GROUP BY b.unit, y.fiscal_year, y.is_complete
), active AS (
  SELECT unit, fiscal_year, COUNT(*) AS donors FROM unit_fiscal_year WHERE fiscal_year > first_fiscal_year GROUP BY unit, fiscal_year
)
SELECT
  k.unit,
  k.fiscal_year,
  k.is_complete,
  k.donors AS known_donors,
  COALESCE(a.donors, 0) AS active_donors,
  CAST(COALESCE(a.donors, 0) AS DOUBLE) / NULLIF(k.donors, 0) AS rate,
  w.low,
  w.high,
  k.donors < 5 AS is_small
FROM known k
LEFT JOIN active a ON a.unit = k.unit AND a.fiscal_year = k.fiscal_year
LEFT JOIN wilson_interval w ON w.n = k.donors AND w.successes = COALESCE(a.donors, 0)
