-- How each unit that gave in a fiscal year or the one before changed.
-- grain: one row per unit and fiscal year, for units that gave in that year or the year before.
-- unit: person and household, in the column unit.
-- formula: new = first giving year; recaptured = gave before, but not last year; same, upgraded,
--   downgraded = gave both years (to the cent); lapsed_new = last year was the first
--   and nothing now; lapsed_repeat = gave last year and before, nothing now. change = amount −
--   prior_amount.
-- source: the seven FEP categories as in Blackbaud CRM's UFN_SMARTQUERY_REVENUEDYNAMICS.
-- edge cases: the running year is there with is_complete false (its lapsed may still give); years
--   before the lake's first are unknown, so that "new" needs years_of_history >= 5 to be trusted;
--   the dead stay, marked is_deceased (a household when every member died).
-- cached: yes
WITH changed AS (
  SELECT
    unit, unit_id, fiscal_year, first_fiscal_year,
    first_fiscal_year < fiscal_year - 1 AS gave_before,
    COALESCE(earlier_year = fiscal_year - 2 OR year_before_earlier = fiscal_year - 2, FALSE) AS gave_two_years_before,
    CASE WHEN earlier_year = fiscal_year - 1 THEN earlier_amount ELSE 0 END AS prior_amount,
    amount
  FROM unit_fiscal_year
  UNION ALL
  SELECT
    unit, unit_id, fiscal_year + 1 AS fiscal_year, first_fiscal_year,
    first_fiscal_year < fiscal_year AS gave_before,
    COALESCE(earlier_year = fiscal_year - 1, FALSE) AS gave_two_years_before,
    amount AS prior_amount,
    0 AS amount
  FROM unit_fiscal_year
  WHERE next_year IS NULL OR next_year > fiscal_year + 1
)
SELECT
  c.unit,
  c.unit_id,
  c.fiscal_year,
  y.is_complete,
  y.years_of_history,
  c.first_fiscal_year,
  c.gave_before,
  c.gave_two_years_before,
  CAST(c.prior_amount AS DECIMAL(18, 2)) AS prior_amount,
  CAST(c.amount AS DECIMAL(18, 2)) AS amount,
  CAST(c.amount - c.prior_amount AS DECIMAL(18, 2)) AS change,
  CASE
    WHEN c.amount > 0 AND c.prior_amount = 0 AND NOT c.gave_before THEN 'new'
    WHEN c.amount > 0 AND c.prior_amount = 0 THEN 'recaptured'
    WHEN c.amount = 0 AND NOT c.gave_before THEN 'lapsed_new'
    WHEN c.amount = 0 THEN 'lapsed_repeat'
    WHEN c.amount = c.prior_amount THEN 'same'
    WHEN c.amount > c.prior_amount THEN 'upgraded'
    ELSE 'downgraded'
  END AS category,
  p.unit_kind,
  p.is_deceased
FROM changed c
JOIN fiscal_calendar y ON y.fiscal_year = c.fiscal_year
JOIN unit_profile p ON p.unit = c.unit AND p.unit_id = c.unit_id
