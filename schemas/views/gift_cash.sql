-- Every movement of money at its own date: gifts in, refunds out.
-- grain: one row per gift and one per later adjustment of it.
-- unit: the legal donor (hard credit).
-- formula: a gift counts on the day it was received (else given), an adjustment on its own day; the
--   movements of one gift add up to its net_amount in gift_net.
-- source: metrics convention "refunds netted in the period of the refund for cash reports".
-- edge cases: a refund that no adjustment dates is booked on the day of the gift; in-kind gifts are
--   no cash and left out; event tickets, dues and gifts of unknown kind are cash with counted_kind
--   false; other currencies are rows with is_counted false.
-- cached: yes
WITH cash_gift AS (
  SELECT * FROM gift_net WHERE kind <> 'in_kind'
), later AS (
  SELECT
    g.gift_key, g.constituent_id, g.source, g.kind, g.counted_kind, g.is_counted, g.currency, g.campaign, g.appeal,
    a.kind AS movement, a.adjustment_date AS cash_date, a.amount
  FROM gift_adjustment a
  JOIN cash_gift g ON g.gift_key = a.gift_key AND g.currency = a.currency
  WHERE a.kind <> 'writeoff'
), explained AS (
  SELECT gift_key, SUM(amount) AS amount FROM later GROUP BY gift_key
), movement AS (
  SELECT
    gift_key, constituent_id, source, kind, counted_kind, is_counted, currency, campaign, appeal,
    'gift' AS movement, COALESCE(received_date, gift_date) AS cash_date, amount
  FROM cash_gift
  UNION ALL
  SELECT
    gift_key, constituent_id, source, kind, counted_kind, is_counted, currency, campaign, appeal,
    movement, cash_date, amount
  FROM later
  UNION ALL
  SELECT
    g.gift_key, g.constituent_id, g.source, g.kind, g.counted_kind, g.is_counted, g.currency, g.campaign, g.appeal,
    'refund' AS movement, g.gift_date AS cash_date,
    CAST(g.adjustment - COALESCE(e.amount, 0) AS DECIMAL(18, 2)) AS amount
  FROM cash_gift g
  LEFT JOIN explained e ON e.gift_key = g.gift_key
  WHERE g.adjustment <> COALESCE(e.amount, 0)
)
SELECT
  gift_key, constituent_id, source, kind, counted_kind, is_counted, movement, cash_date,
  CAST(EXTRACT(YEAR FROM cash_date) AS BIGINT)
    + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM cash_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
    AS fiscal_year,
  CAST(amount AS DECIMAL(18, 2)) AS amount,
  currency, campaign, appeal
FROM movement
