-- Each time that somebody gave regularly, from the first payment to the end.
-- grain: one row per unit and unbroken run of recurring payments.
-- unit: person and household, in the column unit: the donor's view, over all of its plans.
-- formula: a run breaks when nothing was paid by the day that the last payments covered (1.5 × period +
--   15 days); state = active when that day is not before the data horizon, else how it ended: cancelled
--   = the commitment was ended (voluntary), failed = a payment failed after the last good one
--   (involuntary), else unknown; months = 30.4375 days from first payment to last covered period.
-- source: metrics "sustainer churn: voluntary vs involuntary", "upgrade = amount change on same donor
--   isn't churn: donor view".
-- edge cases: a change of plan without a gap goes on; sources that leave out failed payments make
--   every end unknown; a second spell is a reactivation.
-- cached: yes
WITH ordered AS (
  SELECT
    p.*,
    MAX(p.covered_until) OVER (
      PARTITION BY p.unit, p.unit_id ORDER BY p.day_number, p.gift_key ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_before
  FROM sustainer_payment p
), numbered AS (
  SELECT
    o.*,
    SUM(CASE WHEN o.covered_before >= o.day_number - 1 THEN 0 ELSE 1 END) OVER (
      PARTITION BY o.unit, o.unit_id ORDER BY o.day_number, o.gift_key ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS spell_number
  FROM ordered o
), spell AS (
  SELECT
    unit,
    unit_id,
    CAST(spell_number AS BIGINT) AS spell_number,
    MIN(gift_date) AS start_date,
    MAX(gift_date) AS last_payment_date,
    COUNT(*) AS payments,
    SUM(amount) AS amount,
    MIN(day_number) AS start_day,
    MAX(day_number + period_days) AS paid_until,
    MAX(covered_until) AS covered_until,
    MAX(CASE WHEN commitment_status IN ('cancelled', 'completed') THEN 1 ELSE 0 END) AS was_cancelled,
    MAX(CASE WHEN commitment_status = 'active' THEN 1 ELSE 0 END) AS is_promised
  FROM numbered
  GROUP BY unit, unit_id, spell_number
), failure AS (
  SELECT DISTINCT u.unit, u.unit_id, date_diff('day', DATE '1970-01-01', g.gift_date) AS day_number
  FROM gift g
  JOIN crosswalk x ON x.source_record_key = g.source_record_key
  JOIN unit_member u ON u.constituent_id = x.constituent_id
  WHERE g.kind = 'recurring_payment' AND g.status = 'failed'
), failed AS (
  SELECT DISTINCT s.unit, s.unit_id, s.spell_number
  FROM spell s
  JOIN failure f ON f.unit = s.unit AND f.unit_id = s.unit_id
  WHERE f.day_number > date_diff('day', DATE '1970-01-01', s.last_payment_date) AND f.day_number <= s.covered_until + 31
)
SELECT
  s.unit,
  s.unit_id,
  s.spell_number,
  s.start_date,
  CAST(EXTRACT(YEAR FROM s.start_date) AS BIGINT)
    + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM s.start_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
    AS start_fiscal_year,
  s.last_payment_date,
  s.payments,
  CAST(s.amount AS DECIMAL(18, 2)) AS amount,
  s.covered_until,
  CASE
    WHEN s.covered_until >= date_diff('day', DATE '1970-01-01', h.as_of) THEN 'active'
    WHEN f.unit_id IS NOT NULL THEN 'failed'
    WHEN s.was_cancelled = 1 AND s.is_promised = 0 THEN 'cancelled'
    ELSE 'unknown'
  END AS state,
  CAST(
    CAST(LEAST(s.paid_until, date_diff('day', DATE '1970-01-01', h.as_of)) - s.start_day AS DOUBLE) / 30.4375
    AS DECIMAL(9, 2)) AS months
FROM spell s
CROSS JOIN data_horizon h
LEFT JOIN failed f ON f.unit = s.unit AND f.unit_id = s.unit_id AND f.spell_number = s.spell_number
