-- What a donor is expected to give in all from now on.
-- grain: one row per unit and fiscal year with donors and a year before with donors.
-- unit: person and household, in the column unit.
-- formula: expected_value = m / (1 + d − r): m = average annual giving of the year's donors, r = overall
--   retention, d = discount_rate_percent of organization.toml / 100 (geometric lifetime);
--   average_lifetime_amount = what the units that gave in the year gave up to and in it.
-- source: metrics "LTV expected: m/(1+d−r)"; "LTV historical".
-- edge cases: an annuity over the expected lifetime would overstate by 8 to 23 %; one rate for all
--   donors hides that new ones leave sooner; the running year's r is not final (is_complete); is_small
--   marks fewer than 5 prior donors.
-- order by: unit, fiscal_year
WITH historical AS (
  SELECT
    unit,
    fiscal_year,
    amount,
    SUM(amount) OVER (PARTITION BY unit, unit_id ORDER BY fiscal_year) AS lifetime_amount
  FROM unit_fiscal_year
), yearly AS (
  SELECT
    unit,
    fiscal_year,
    COUNT(*) AS donors,
    CAST(SUM(amount) AS DOUBLE) / NULLIF(COUNT(*), 0) AS average_amount,
    CAST(SUM(lifetime_amount) AS DOUBLE) / NULLIF(COUNT(*), 0) AS average_lifetime_amount
  FROM historical
  GROUP BY unit, fiscal_year
)
SELECT
  r.unit,
  r.fiscal_year,
  r.is_complete,
  y.donors,
  r.prior_donors,
  r.overall_rate AS retention_rate,
  y.average_amount,
  y.average_lifetime_amount,
  CAST(y.average_amount AS DOUBLE) / NULLIF(1 + CAST(${discount_rate_percent} AS DOUBLE) / 100 - r.overall_rate, 0) AS expected_value,
  r.is_small
FROM donor_retention r
JOIN yearly y ON y.unit = r.unit AND y.fiscal_year = r.fiscal_year
