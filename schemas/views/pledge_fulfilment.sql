-- What became of the pledges of each fiscal year.
-- grain: one row per fiscal year in which pledges were made.
-- unit: pledge (a commitment of kind pledge in the organisation's currency).
-- formula: pledged_amount = Σ total_pledged; paid_amount = Σ net gifts that name the pledge, at most what
--   was pledged; fulfilment_rate = paid / pledged; open_amount = pledged − paid of active pledges,
--   written_off_amount = of cancelled ones, write_off_rate = written_off / pledged.
-- source: metrics "pledge fulfilment = paid / due to date; write-off rate".
-- edge cases: no source tells when instalments fall due, so that paid is set against all that was
--   pledged; payments that do not name their pledge are not seen; is_small marks fewer than 5 pledges.
-- order by: fiscal_year
WITH paid AS (
  SELECT commitment_key, currency, SUM(net_amount) AS amount FROM gift_net WHERE commitment_key IS NOT NULL GROUP BY commitment_key, currency
), pledge AS (
  SELECT
    CAST(EXTRACT(YEAR FROM c.start_date) AS BIGINT)
      + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM c.start_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
      AS fiscal_year,
    c.status,
    c.total_pledged AS pledged,
    LEAST(COALESCE(p.amount, 0), c.total_pledged) AS paid
  FROM commitment c
  LEFT JOIN paid p ON p.commitment_key = c.commitment_key AND p.currency = c.currency
  WHERE c.kind = 'pledge' AND c.currency = '${currency}' AND c.total_pledged > 0
)
SELECT
  fiscal_year,
  COUNT(*) AS pledges,
  COUNT(*) FILTER (WHERE paid >= pledged) AS paid_pledges,
  CAST(SUM(pledged) AS DECIMAL(18, 2)) AS pledged_amount,
  CAST(SUM(paid) AS DECIMAL(18, 2)) AS paid_amount,
  CAST(SUM(CASE WHEN status = 'active' THEN pledged - paid ELSE 0 END) AS DECIMAL(18, 2)) AS open_amount,
  CAST(SUM(CASE WHEN status = 'cancelled' THEN pledged - paid ELSE 0 END) AS DECIMAL(18, 2)) AS written_off_amount,
  CAST(SUM(paid) AS DOUBLE) / NULLIF(CAST(SUM(pledged) AS DOUBLE), 0) AS fulfilment_rate,
  CAST(SUM(CASE WHEN status = 'cancelled' THEN pledged - paid ELSE 0 END) AS DOUBLE) / NULLIF(CAST(SUM(pledged) AS DOUBLE), 0)
    AS write_off_rate,
  COUNT(*) < 5 AS is_small
FROM pledge
GROUP BY fiscal_year
