-- How each constituent that gave in a fiscal year or the one before changed.
-- grain: one row per constituent and fiscal year, for units that gave in that year or the year before.
-- unit: constituent.
-- formula: new = first giving year; recaptured = gave before, but not last year; same, upgraded,
--   downgraded = gave both years (to the cent); lapsed_new = last year was the first
--   and nothing now; lapsed_repeat = gave last year and before, nothing now. change = amount −
--   prior_amount.
-- source: the seven FEP categories as in Blackbaud CRM's UFN_SMARTQUERY_REVENUEDYNAMICS.
-- edge cases: the running year is there with is_complete false (its lapsed may still give); years
--   before the lake's first are unknown, so that "new" needs years_of_history >= 5 to be trusted;
--   the dead stay, marked is_deceased.
-- cached: yes
WITH candidate AS (
  SELECT constituent_id, fiscal_year FROM constituent_fiscal_year
  UNION
  SELECT constituent_id, fiscal_year + 1 AS fiscal_year FROM constituent_fiscal_year
), first_year AS (
  SELECT constituent_id, MIN(fiscal_year) AS first_fiscal_year FROM constituent_fiscal_year GROUP BY constituent_id
), paired AS (
  SELECT
    c.constituent_id,
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
  JOIN first_year f ON f.constituent_id = c.constituent_id
  LEFT JOIN constituent_fiscal_year this ON this.constituent_id = c.constituent_id AND this.fiscal_year = c.fiscal_year
  LEFT JOIN constituent_fiscal_year prior ON prior.constituent_id = c.constituent_id AND prior.fiscal_year = c.fiscal_year - 1
  LEFT JOIN constituent_fiscal_year two ON two.constituent_id = c.constituent_id AND two.fiscal_year = c.fiscal_year - 2
)
SELECT
  p.constituent_id,
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
  k.kind AS constituent_kind,
  k.deceased AS is_deceased
FROM paired p
JOIN constituent k ON k.constituent_id = p.constituent_id
