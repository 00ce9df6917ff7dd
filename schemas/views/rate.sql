-- Every rate with its n and how sure it is: one place for the intervals.
-- grain: one row per rate, unit and fiscal year with a denominator.
-- unit: person and household, in the column unit; term for memberships.
-- formula: rate = successes / n; for n below 100 low and high are the Wilson interval at 95 %:
--   (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964.
-- source: metrics "small-cell rule: show n next to each rate; Wilson interval for n < 100"; Wilson (1927).
-- edge cases: from n = 100 on low and high are empty; is_small marks n below 5: such a rate is not to be
--   published; rates of the running year are not final.
-- order by: rate_name, unit, fiscal_year
WITH counted AS (
  SELECT 'retention' AS rate_name, unit, fiscal_year, prior_donors AS n, retained_donors AS successes FROM donor_retention
  UNION ALL
  SELECT 'new donor retention' AS rate_name, unit, fiscal_year, new_prior_donors AS n, new_retained_donors AS successes FROM donor_retention
  UNION ALL
  SELECT 'repeat donor retention' AS rate_name, unit, fiscal_year, repeat_prior_donors AS n, repeat_retained_donors AS successes
  FROM donor_retention
  UNION ALL
  SELECT 'consecutive donor retention' AS rate_name, unit, fiscal_year, consecutive_prior_donors AS n,
    consecutive_retained_donors AS successes FROM donor_retention
  UNION ALL
  SELECT 'recaptured donor retention' AS rate_name, unit, fiscal_year, recaptured_prior_donors AS n,
    recaptured_retained_donors AS successes FROM donor_retention
  UNION ALL
  SELECT 'retention to date' AS rate_name, unit, fiscal_year, prior_donors AS n, retained_to_date AS successes FROM retention_to_date
  UNION ALL
  SELECT 'database retention' AS rate_name, unit, fiscal_year, known_donors AS n, active_donors AS successes FROM database_retention
  UNION ALL
  SELECT 'recapture' AS rate_name, unit, fiscal_year, lapsed_donors AS n, recaptured_donors AS successes FROM recapture
  UNION ALL
  SELECT 'upgrade' AS rate_name, unit, fiscal_year, retained_donors AS n, upgraded_donors AS successes FROM upgrade_downgrade
  UNION ALL
  SELECT 'second gift in 90 days' AS rate_name, unit, fiscal_year, observed_90_days AS n, converted_90_days AS successes FROM second_gift
  UNION ALL
  SELECT 'second gift in 180 days' AS rate_name, unit, fiscal_year, observed_180_days AS n, converted_180_days AS successes FROM second_gift
  UNION ALL
  SELECT 'second gift in 365 days' AS rate_name, unit, fiscal_year, observed_365_days AS n, converted_365_days AS successes FROM second_gift
  UNION ALL
  SELECT 'membership renewal' AS rate_name, 'term' AS unit, fiscal_year, resolved_due AS n, resolved_renewed AS successes
  FROM membership_renewal_by_year
  UNION ALL
  SELECT 'first-year renewal' AS rate_name, 'term' AS unit, fiscal_year, first_year_due AS n, first_year_renewed AS successes
  FROM membership_renewal_by_year
), share AS (
  SELECT
    rate_name,
    unit,
    fiscal_year,
    CAST(n AS BIGINT) AS n,
    CAST(successes AS BIGINT) AS successes,
    CAST(n AS DOUBLE) AS size,
    CAST(successes AS DOUBLE) / n AS p
  FROM counted
  WHERE n > 0
), spread AS (
  SELECT
    s.*,
    1 + CAST(3.841459 AS DOUBLE) / size AS scale,
    p + CAST(1.9207295 AS DOUBLE) / size AS centre,
    1.959964 * SQRT(CAST(p * (1 - p) AS DOUBLE) / size + CAST(0.96036475 AS DOUBLE) / (size * size)) AS reach
  FROM share s
)
SELECT
  rate_name,
  unit,
  fiscal_year,
  n,
  successes,
  p AS rate,
  CASE WHEN n < 100 THEN GREATEST(0, CAST(centre - reach AS DOUBLE) / scale) END AS low,
  CASE WHEN n < 100 THEN LEAST(1, CAST(centre + reach AS DOUBLE) / scale) END AS high,
  n < 5 AS is_small
FROM spread
