-- How many first-time donors came back soon: second-gift conversion.
-- grain: one row per fiscal year of first gifts.
-- unit: constituent.
-- formula: of the donors whose first gift falls in the year and whose 90, 180, 365 days have passed
--   at the data horizon, the share with a second gift on a later day within those days.
-- source: metrics "second-gift conversion"; only cohorts with a full observation window.
-- edge cases: two gifts on one day are one; instalments of the first gift's own pledge or recurring
--   gift are no second gift; fully refunded gifts are no gifts; an empty cohort gives no rate.
-- order by: fiscal_year
WITH kept AS (
  SELECT
    constituent_id, fiscal_year, gift_date, commitment_key,
    ROW_NUMBER() OVER (PARTITION BY constituent_id ORDER BY gift_date, gift_key) AS position
  FROM gift_net
  WHERE is_counted AND constituent_id IS NOT NULL AND net_amount > 0
), first_gift AS (
  SELECT constituent_id, fiscal_year, gift_date, commitment_key FROM kept WHERE position = 1
), second_date AS (
  SELECT f.constituent_id, MIN(k.gift_date) AS gift_date
  FROM first_gift f
  JOIN kept k ON k.constituent_id = f.constituent_id AND k.gift_date > f.gift_date
  WHERE f.commitment_key IS NULL OR k.commitment_key IS NULL OR k.commitment_key <> f.commitment_key
  GROUP BY f.constituent_id
), observed AS (
  SELECT
    f.fiscal_year,
    f.gift_date + INTERVAL '90' DAY <= h.as_of AS seen_90,
    f.gift_date + INTERVAL '180' DAY <= h.as_of AS seen_180,
    f.gift_date + INTERVAL '365' DAY <= h.as_of AS seen_365,
    COALESCE(s.gift_date <= f.gift_date + INTERVAL '90' DAY, FALSE) AS came_90,
    COALESCE(s.gift_date <= f.gift_date + INTERVAL '180' DAY, FALSE) AS came_180,
    COALESCE(s.gift_date <= f.gift_date + INTERVAL '365' DAY, FALSE) AS came_365
  FROM first_gift f
  CROSS JOIN data_horizon h
  LEFT JOIN second_date s ON s.constituent_id = f.constituent_id
)
SELECT
  fiscal_year,
  COUNT(*) AS new_donors,
  COUNT(*) FILTER (WHERE seen_90) AS observed_90_days,
  CAST(COUNT(*) FILTER (WHERE seen_90 AND came_90) AS DOUBLE) / NULLIF(COUNT(*) FILTER (WHERE seen_90), 0) AS rate_90_days,
  COUNT(*) FILTER (WHERE seen_180) AS observed_180_days,
  CAST(COUNT(*) FILTER (WHERE seen_180 AND came_180) AS DOUBLE) / NULLIF(COUNT(*) FILTER (WHERE seen_180), 0) AS rate_180_days,
  COUNT(*) FILTER (WHERE seen_365) AS observed_365_days,
  CAST(COUNT(*) FILTER (WHERE seen_365 AND came_365) AS DOUBLE) / NULLIF(COUNT(*) FILTER (WHERE seen_365), 0) AS rate_365_days
FROM observed
GROUP BY fiscal_year
