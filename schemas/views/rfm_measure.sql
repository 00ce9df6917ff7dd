-- Recency, frequency and money of each donor, today and when the fiscal year began.
-- grain: one row per moment (now, frozen) and unit with a gift in the five years before it.
-- unit: person and household, in the column unit.
-- formula: now = the data horizon, frozen = the last day before its fiscal year; recency_days = days
--   since the last gift that stayed; frequency = months with such a gift in the five years; monetary =
--   Σ net gifts of the five years.
-- source: metrics "RFM": F counts giving months, so that twelve instalments are no twelve decisions.
-- edge cases: donors without a gift in five years have no row; without any gift before the fiscal year
--   there is no frozen row.
-- cached: yes
WITH moment AS (
  SELECT 'now' AS moment, as_of AS moment_date FROM data_horizon
  UNION ALL
  SELECT 'frozen' AS moment, CAST(y.start_date - INTERVAL '1' DAY AS DATE) AS moment_date
  FROM data_horizon h
  JOIN fiscal_calendar y ON y.fiscal_year = h.fiscal_year
)
SELECT
  m.moment,
  g.unit,
  g.unit_id,
  date_diff('day', MAX(g.gift_date), MAX(m.moment_date)) AS recency_days,
  COUNT(DISTINCT date_trunc('month', g.gift_date)) AS frequency,
  CAST(SUM(g.amount) AS DECIMAL(18, 2)) AS monetary
FROM unit_gift g
JOIN moment m ON g.gift_date <= m.moment_date AND g.gift_date > m.moment_date - INTERVAL '60' MONTH
WHERE g.stayed
GROUP BY m.moment, g.unit, g.unit_id
