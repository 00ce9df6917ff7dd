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
WITH first_gift AS (
  SELECT
    unit, unit_id, gift_key, gift_date, fiscal_year, amount, kind, source, campaign, appeal, commitment_key,
    ROW_NUMBER() OVER (PARTITION BY unit, unit_id ORDER BY gift_date, gift_key) AS position
  FROM unit_gift
  WHERE stayed
), followed AS (
  SELECT
    f.unit,
    f.unit_id,
    MIN(CASE
      WHEN g.stayed AND g.gift_date > f.gift_date
        AND (f.commitment_key IS NULL OR g.commitment_key IS NULL OR g.commitment_key <> f.commitment_key)
      THEN g.gift_date END) AS second_gift_date,
    SUM(CASE WHEN g.gift_date >= f.gift_date AND g.gift_date < f.gift_date + INTERVAL '12' MONTH THEN g.amount ELSE 0 END) AS amount_12,
    SUM(CASE WHEN g.gift_date >= f.gift_date AND g.gift_date < f.gift_date + INTERVAL '24' MONTH THEN g.amount ELSE 0 END) AS amount_24,
    SUM(CASE WHEN g.gift_date >= f.gift_date AND g.gift_date < f.gift_date + INTERVAL '36' MONTH THEN g.amount ELSE 0 END) AS amount_36,
    SUM(CASE WHEN g.gift_date >= f.gift_date AND g.gift_date < f.gift_date + INTERVAL '60' MONTH THEN g.amount ELSE 0 END) AS amount_60,
    SUM(g.amount) AS amount_ever
  FROM first_gift f
  JOIN unit_gift g ON g.unit = f.unit AND g.unit_id = f.unit_id
  WHERE f.position = 1
  GROUP BY f.unit, f.unit_id
)
SELECT
  f.unit,
  f.unit_id,
  f.fiscal_year AS cohort_year,
  CAST(date_trunc('month', f.gift_date) AS DATE) AS cohort_month,
  y.years_of_history,
  f.gift_date AS first_gift_date,
  f.amount AS first_amount,
  f.kind AS first_kind,
  f.source AS first_source,
  COALESCE(f.campaign, 'none stated') AS first_campaign,
  COALESCE(f.appeal, 'none stated') AS first_appeal,
  s.second_gift_date,
  CASE WHEN f.gift_date + INTERVAL '90' DAY <= h.as_of THEN 1 ELSE 0 END AS seen_90_days,
  CASE WHEN f.gift_date + INTERVAL '180' DAY <= h.as_of THEN 1 ELSE 0 END AS seen_180_days,
  CASE WHEN f.gift_date + INTERVAL '365' DAY <= h.as_of THEN 1 ELSE 0 END AS seen_365_days,
  CASE WHEN s.second_gift_date <= f.gift_date + INTERVAL '90' DAY THEN 1 ELSE 0 END AS came_90_days,
  CASE WHEN s.second_gift_date <= f.gift_date + INTERVAL '180' DAY THEN 1 ELSE 0 END AS came_180_days,
  CASE WHEN s.second_gift_date <= f.gift_date + INTERVAL '365' DAY THEN 1 ELSE 0 END AS came_365_days,
  CASE WHEN f.gift_date + INTERVAL '12' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_12_months,
  CASE WHEN f.gift_date + INTERVAL '24' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_24_months,
  CASE WHEN f.gift_date + INTERVAL '36' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_36_months,
  CASE WHEN f.gift_date + INTERVAL '60' MONTH <= h.as_of THEN 1 ELSE 0 END AS seen_60_months,
  CAST(s.amount_12 AS DECIMAL(18, 2)) AS amount_12_months,
  CAST(s.amount_24 AS DECIMAL(18, 2)) AS amount_24_months,
  CAST(s.amount_36 AS DECIMAL(18, 2)) AS amount_36_months,
  CAST(s.amount_60 AS DECIMAL(18, 2)) AS amount_60_months,
  CAST(s.amount_ever AS DECIMAL(18, 2)) AS amount_ever
FROM first_gift f
CROSS JOIN data_horizon h
JOIN followed s ON s.unit = f.unit AND s.unit_id = f.unit_id
JOIN fiscal_calendar y ON y.fiscal_year = f.fiscal_year
WHERE f.position = 1
