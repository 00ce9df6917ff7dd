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
--   the dead stay (retention_detail marks them).
-- cached: yes
WITH year_later AS (
  SELECT n FROM (VALUES (0), (1)) AS later (n)
), changed AS (
  SELECT
    f.unit,
    f.unit_id,
    f.fiscal_year + l.n AS fiscal_year,
    f.first_fiscal_year,
    f.first_fiscal_year < f.fiscal_year + l.n - 1 AS gave_before,
    COALESCE(
      f.earlier_year = f.fiscal_year + l.n - 2 OR f.year_before_earlier = f.fiscal_year + l.n - 2, FALSE) AS gave_two_years_before,
    CASE WHEN l.n = 1 THEN f.amount WHEN f.earlier_year = f.fiscal_year - 1 THEN f.earlier_amount ELSE 0 END AS prior_amount,
    CASE WHEN l.n = 0 THEN f.amount ELSE 0 END AS amount
  FROM unit_fiscal_year f
  CROSS JOIN year_later l
  WHERE l.n = 0 OR f.next_year IS NULL OR f.next_year > f.fiscal_year + 1
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
  END AS category
FROM changed c
JOIN fiscal_calendar y ON y.fiscal_year = c.fiscal_year
