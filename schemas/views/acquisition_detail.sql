-- Each unit's first gift, and what followed it.
-- grain: one row per unit that ever gave (a counted gift that stayed).
-- unit: person and household, in the column unit: ask for one of them.
-- formula: cohort_year, cohort_month = of the first gift; second_gift_date = the first gift on a later
--   day; amount_N_months = Σ counted net gifts from the first gift's day until N months later;
--   seen_… = 1 when so much time has passed at the data horizon; came_N_days = 1 when the second
--   gift came within N days. A rate or an average of a cut divides sums over the rows that were seen.
-- source: metrics "second-gift conversion", "acquisition cohort", "LTV historical by cohort".
-- edge cases: two gifts on one day are one; instalments of the first gift's own pledge or recurring
--   gift are no second gift; fully refunded gifts are no gifts; the lake's first years hold donors
--   whose true first gift is older than the lake (years_of_history).
-- cached: yes
WITH ordered AS (
  SELECT
    g.*,
    CASE
      WHEN g.stayed THEN ROW_NUMBER() OVER (PARTITION BY g.unit, g.unit_id, g.stayed ORDER BY g.gift_date, g.gift_key)
    END AS position
  FROM unit_gift g
), placed AS (
  SELECT
    o.*,
    MAX(CASE WHEN o.position = 1 THEN o.gift_date END) OVER (PARTITION BY o.unit, o.unit_id) AS first_date,
    MAX(CASE WHEN o.position = 1 THEN o.commitment_key END) OVER (PARTITION BY o.unit, o.unit_id) AS first_commitment
  FROM ordered o
), followed AS (
  SELECT
    unit,
    unit_id,
    MAX(first_date) AS first_date,
    MAX(CASE WHEN position = 1 THEN fiscal_year END) AS cohort_year,
    MAX(CASE WHEN position = 1 THEN amount END) AS first_amount,
    MAX(CASE WHEN position = 1 THEN kind END) AS first_kind,
    MAX(CASE WHEN position = 1 THEN source END) AS first_source,
    MAX(CASE WHEN position = 1 THEN COALESCE(campaign, 'none stated') END) AS first_campaign,
    MAX(CASE WHEN position = 1 THEN COALESCE(appeal, 'none stated') END) AS first_appeal,
    MIN(CASE
      WHEN stayed AND gift_date > first_date
        AND (first_commitment IS NULL OR commitment_key IS NULL OR commitment_key <> first_commitment)
      THEN gift_date END) AS second_gift_date,
    SUM(CASE WHEN gift_date >= first_date AND gift_date < first_date + INTERVAL '12' MONTH THEN amount ELSE 0 END) AS amount_12,
    SUM(CASE WHEN gift_date >= first_date AND gift_date < first_date + INTERVAL '24' MONTH THEN amount ELSE 0 END) AS amount_24,
    SUM(CASE WHEN gift_date >= first_date AND gift_date < first_date + INTERVAL '36' MONTH THEN amount ELSE 0 END) AS amount_36,
    SUM(CASE WHEN gift_date >= first_date AND gift_date < first_date + INTERVAL '60' MONTH THEN amount ELSE 0 END) AS amount_60,
    SUM(amount) AS amount_ever
  FROM placed
  WHERE first_date IS NOT NULL
  GROUP BY unit, unit_id
)
SELECT
  f.unit,
  f.unit_id,
  f.cohort_year,
  CAST(date_trunc('month', f.first_date) AS DATE) AS cohort_month,
  y.years_of_history,
  f.first_date AS first_gift_date,
  CAST(f.first_amount AS DECIMAL(18, 2)) AS first_amount,
  f.first_kind,
  f.first_source,
  f.first_campaign,
  f.first_appeal,
  f.second_gift_date,
  CASE WHEN f.first_date + INTERVAL '90' DAY <= h.as_of THEN 1 ELSE 0 END AS seen_90_days,
  CASE WHEN f.first_date + INTERVAL '180' DAY <= h.as_of THEN 1 ELSE 0 END AS seen_180_days,
  CASE WHEN f.first_date + INTERVAL '365' DAY <= h.as_of THEN 1 ELSE 0 END AS seen_365_days,
  CASE WHEN f.second_gift_date <= f.first_date + INTERVAL '90' DAY THEN 1 ELSE 0 END AS came_90_days,
  CASE WHEN f.second_gift_date <= f.first_date + INTERVAL '180' DAY THEN 1 ELSE 0 END AS came_180_days,
  CASE WHEN f.second_gift_date <= f.first_date + INTERVAL '365' DAY THEN 1 ELSE 0 END AS came_365_days,
  CASE WHEN f.first_date + INTERVAL '12' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_12_months,
  CASE WHEN f.first_date + INTERVAL '24' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_24_months,
  CASE WHEN f.first_date + INTERVAL '36' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_36_months,
  CASE WHEN f.first_date + INTERVAL '60' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_60_months,
  CAST(f.amount_12 AS DECIMAL(18, 2)) AS amount_12_months,
  CAST(f.amount_24 AS DECIMAL(18, 2)) AS amount_24_months,
  CAST(f.amount_36 AS DECIMAL(18, 2)) AS amount_36_months,
  CAST(f.amount_60 AS DECIMAL(18, 2)) AS amount_60_months,
  CAST(f.amount_ever AS DECIMAL(18, 2)) AS amount_ever
FROM followed f
CROSS JOIN data_horizon h
JOIN fiscal_calendar y ON y.fiscal_year = f.cohort_year
