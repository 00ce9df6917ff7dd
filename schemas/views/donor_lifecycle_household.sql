-- How each household that gave in a fiscal year or the one before changed.
-- grain: one row per household and fiscal year, for units that gave in that year or the year before.
-- unit: household; a constituent without one is a household of one (unit_id is its constituent_id).
-- formula: new = first giving year; recaptured = gave before, but not last year; same, upgraded,
--   downgraded = gave both years (to the cent); lapsed_new = last year was the first
--   and nothing now; lapsed_repeat = gave last year and before, nothing now. change = amount −
--   prior_amount.
-- source: the seven FEP categories as in Blackbaud CRM's UFN_SMARTQUERY_REVENUEDYNAMICS.
-- edge cases: the running year is there with is_complete false (its lapsed may still give); years
--   before the lake's first are unknown, so that "new" needs years_of_history >= 5 to be trusted;
--   is_deceased = every member is known to have died.
-- cached: yes
WITH candidate AS (
  SELECT unit_id, fiscal_year FROM household_fiscal_year
  UNION
  SELECT unit_id, fiscal_year + 1 AS fiscal_year FROM household_fiscal_year
), first_year AS (
  SELECT unit_id, MIN(fiscal_year) AS first_fiscal_year FROM household_fiscal_year GROUP BY unit_id
), paired AS (
  SELECT
    c.unit_id,
    c.fiscal_year,
    y.is_complete,
    y.years_of_history,
    f.first_fiscal_year,
    f.first_fiscal_year < c.fiscal_year - 1 AS gave_before,
    two.amount IS NOT NULL AS gave_two_years_before,
    prior.amount AS prior_amount,
    this.amount AS amount
  FROM candidate c
  JOIN fiscal_calendar y ON y.fiscal_year = c.fiscal_year
  JOIN first_year f ON f.unit_id = c.unit_id
  LEFT JOIN household_fiscal_year this ON this.unit_id = c.unit_id AND this.fiscal_year = c.fiscal_year
  LEFT JOIN household_fiscal_year prior ON prior.unit_id = c.unit_id AND prior.fiscal_year = c.fiscal_year - 1
  LEFT JOIN household_fiscal_year two ON two.unit_id = c.unit_id AND two.fiscal_year = c.fiscal_year - 2
)
SELECT
  p.unit_id,
  p.fiscal_year,
  p.is_complete,
  p.years_of_history,
  p.first_fiscal_year,
  p.gave_before,
  p.gave_two_years_before,
  CAST(COALESCE(p.prior_amount, 0) AS DECIMAL(18, 2)) AS prior_amount,
  CAST(COALESCE(p.amount, 0) AS DECIMAL(18, 2)) AS amount,
  CAST(COALESCE(p.amount, 0) - COALESCE(p.prior_amount, 0) AS DECIMAL(18, 2)) AS change,
  CASE
    WHEN p.amount IS NOT NULL AND p.prior_amount IS NULL AND NOT p.gave_before THEN 'new'
    WHEN p.amount IS NOT NULL AND p.prior_amount IS NULL THEN 'recaptured'
    WHEN p.amount IS NULL AND NOT p.gave_before THEN 'lapsed_new'
    WHEN p.amount IS NULL THEN 'lapsed_repeat'
    WHEN p.amount = p.prior_amount THEN 'same'
    WHEN p.amount > p.prior_amount THEN 'upgraded'
    ELSE 'downgraded'
  END AS category,
  w.is_deceased
FROM paired p
JOIN (
  SELECT COALESCE(household_id, constituent_id) AS unit_id, bool_and(deceased) AS is_deceased
  FROM constituent
  GROUP BY COALESCE(household_id, constituent_id)
) w ON w.unit_id = p.unit_id
