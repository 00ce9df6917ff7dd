-- The day up to which the lake knows what happened, and its fiscal year.
-- grain: one row.
-- unit: the lake.
-- formula: the latest gift, refund, consent word or change of a source record that is not in the
--   future; without any, the latest membership start; without any, the day of the latest file;
--   without any file, today.
-- source: the "as of" date that every period figure of the FEP (Fundraising Effectiveness Project)
--   quarterly report carries.
-- edge cases: a mistyped date in the future does not move it; it is never later than today; it is
--   not the day of the last import, so that loading an old export lapses nobody.
-- cached: yes
WITH activity AS (
  SELECT gift_date AS happened_on FROM gift WHERE status IN ('succeeded', 'partially_refunded', 'refunded')
  UNION ALL
  SELECT adjustment_date AS happened_on FROM gift_adjustment
  UNION ALL
  SELECT CAST(effective_at AS DATE) AS happened_on FROM consent_event
  UNION ALL
  SELECT CAST(source_updated_at AS DATE) AS happened_on FROM constituent
), latest_activity AS (
  SELECT MAX(happened_on) AS happened_on FROM activity WHERE happened_on <= current_date
), latest_start AS (
  SELECT MAX(start_date) AS happened_on FROM membership_term WHERE start_date <= current_date
), latest_file AS (
  SELECT MAX(CAST(received_at AS DATE)) AS happened_on FROM source_file WHERE CAST(received_at AS DATE) <= current_date
), horizon AS (
  SELECT COALESCE(a.happened_on, s.happened_on, f.happened_on, current_date) AS as_of
  FROM latest_activity a CROSS JOIN latest_start s CROSS JOIN latest_file f
)
SELECT
  as_of,
  CAST(EXTRACT(YEAR FROM as_of) AS BIGINT)
    + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM as_of) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
    AS fiscal_year
FROM horizon
