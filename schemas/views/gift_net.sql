-- Every gift whose money came, once, with what of it stayed.
-- grain: one row per gift (status succeeded, partially refunded or refunded), duplicates of another
--   source left out.
-- unit: the donor: constituent_id, and household_id where the person shares one. It is the legal donor
--   (hard credit, legal_constituent_id), but for a donor-advised fund's grant with a known advisor when
--   daf_attribution of organization.toml says advisor.
-- formula: net_amount = amount + its adjustments (refund, chargeback, chargeback reversal,
--   correction), whenever they happened; counted_kind = the kind counts as giving; is_counted =
--   counted_kind, in the organisation's currency, and not dated after the data horizon.
-- source: metrics convention g (fact_gift_net), for donor-behaviour metrics; hard credit, as the FEP
--   and IRS Form 990 count; metrics "DAF grants: unit = advisor, else sponsor".
-- edge cases: a gift marked refunded that no adjustment explains is refunded in full; a pledge's
--   write-off is no refund; of several hard credits the largest names the donor, of several advisors
--   likewise; an advisor whom no record tells leaves the grant with the sponsor; an anonymous or
--   unknown giver leaves constituent_id empty (money counts, donors do not); in-kind gifts, event
--   tickets, dues and gifts of unknown kind are rows here but not counted_kind.
-- cached: yes
WITH hard_credit AS (
  SELECT
    gift_key,
    source_record_key,
    ROW_NUMBER() OVER (PARTITION BY gift_key ORDER BY amount DESC, source_record_key) AS position
  FROM gift_credit
  WHERE credit_type = 'hard'
), advisor AS (
  SELECT
    gift_key,
    source_record_key,
    ROW_NUMBER() OVER (PARTITION BY gift_key ORDER BY amount DESC, source_record_key) AS position
  FROM gift_credit
  WHERE role = 'daf_advisor' AND '${daf_attribution}' = 'advisor'
), moved AS (
  SELECT gift_key, currency, SUM(amount) AS amount
  FROM gift_adjustment
  WHERE kind <> 'writeoff'
  GROUP BY gift_key, currency
), netted AS (
  SELECT
    g.gift_key, g.source, g.kind, g.status, g.gift_date, g.received_date, g.amount, g.currency,
    g.campaign, g.appeal, g.commitment_key, g.is_anonymous,
    COALESCE(c.source_record_key, g.source_record_key) AS source_record_key,
    CAST(
      CASE
        WHEN g.status = 'refunded' AND COALESCE(m.amount, 0) >= 0 THEN -g.amount
        ELSE COALESCE(m.amount, 0)
      END AS DECIMAL(18, 2)) AS adjustment
  FROM gift g
  LEFT JOIN duplicate_gift d ON d.gift_key = g.gift_key
  LEFT JOIN hard_credit c ON c.gift_key = g.gift_key AND c.position = 1
  LEFT JOIN moved m ON m.gift_key = g.gift_key AND m.currency = g.currency
  WHERE d.gift_key IS NULL AND g.status IN ('succeeded', 'partially_refunded', 'refunded')
), flagged AS (
  SELECT
    n.*,
    a.source_record_key AS advisor_key,
    n.kind IN ('one_time', 'recurring_payment', 'pledge_payment', 'stock', 'daf_grant', 'bequest', 'grant', 'matching')
      AS counted_kind
  FROM netted n
  LEFT JOIN advisor a ON a.gift_key = n.gift_key AND a.position = 1 AND n.kind = 'daf_grant'
)
SELECT
  n.gift_key,
  COALESCE(v.constituent_id, x.constituent_id) AS constituent_id,
  x.constituent_id AS legal_constituent_id,
  p.household_id,
  n.source,
  n.kind,
  n.counted_kind,
  n.counted_kind AND n.currency = '${currency}' AND n.gift_date <= h.as_of AS is_counted,
  n.gift_date,
  CAST(EXTRACT(YEAR FROM n.gift_date) AS BIGINT)
    + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM n.gift_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
    AS fiscal_year,
  n.received_date,
  n.amount,
  n.adjustment,
  CAST(n.amount + n.adjustment AS DECIMAL(18, 2)) AS net_amount,
  n.currency,
  n.campaign,
  n.appeal,
  n.commitment_key,
  n.is_anonymous
FROM flagged n
CROSS JOIN data_horizon h
LEFT JOIN crosswalk x ON x.source_record_key = n.source_record_key
LEFT JOIN crosswalk v ON v.source_record_key = n.advisor_key
LEFT JOIN constituent p ON p.constituent_id = COALESCE(v.constituent_id, x.constituent_id)
