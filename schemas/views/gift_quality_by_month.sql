-- What is missing from the gifts of each month, source by source.
-- grain: one row per calendar month of gifts and source.
-- unit: gift (of gift_net, whatever its kind or currency).
-- formula: shares of the month's gifts without a known giver, of unknown kind, without campaign, without
--   appeal, without fund, in another currency; duplicates = gifts left out because another source tells
--   them too.
-- source: gift, duplicate_gift, gift_net, gift_allocation.
-- edge cases: a source that never states a field has share 1 throughout; months without gifts have no
--   row; is_small marks fewer than 5 gifts.
-- order by: month, source
WITH fund AS (
  SELECT DISTINCT gift_key FROM gift_allocation
), told AS (
  SELECT
    CAST(date_trunc('month', g.gift_date) AS DATE) AS month,
    g.source,
    COUNT(*) AS gifts,
    COUNT(*) FILTER (WHERE g.constituent_id IS NULL) AS unlinked,
    COUNT(*) FILTER (WHERE g.kind = 'other') AS unknown_kind,
    COUNT(*) FILTER (WHERE g.campaign IS NULL) AS without_campaign,
    COUNT(*) FILTER (WHERE g.appeal IS NULL) AS without_appeal,
    COUNT(*) FILTER (WHERE f.gift_key IS NULL) AS without_fund,
    COUNT(*) FILTER (WHERE g.currency <> '${currency}') AS other_currency
  FROM gift_net g
  LEFT JOIN fund f ON f.gift_key = g.gift_key
  GROUP BY CAST(date_trunc('month', g.gift_date) AS DATE), g.source
), twice AS (
  SELECT CAST(date_trunc('month', g.gift_date) AS DATE) AS month, g.source, COUNT(*) AS duplicates
  FROM gift g
  JOIN duplicate_gift d ON d.gift_key = g.gift_key
  GROUP BY CAST(date_trunc('month', g.gift_date) AS DATE), g.source
)
SELECT
  t.month,
  t.source,
  t.gifts,
  COALESCE(w.duplicates, 0) AS duplicates,
  CAST(t.unlinked AS DOUBLE) / NULLIF(t.gifts, 0) AS unlinked_share,
  CAST(t.unknown_kind AS DOUBLE) / NULLIF(t.gifts, 0) AS unknown_kind_share,
  CAST(t.without_campaign AS DOUBLE) / NULLIF(t.gifts, 0) AS without_campaign_share,
  CAST(t.without_appeal AS DOUBLE) / NULLIF(t.gifts, 0) AS without_appeal_share,
  CAST(t.without_fund AS DOUBLE) / NULLIF(t.gifts, 0) AS without_fund_share,
  CAST(t.other_currency AS DOUBLE) / NULLIF(t.gifts, 0) AS other_currency_share,
  t.gifts < 5 AS is_small
FROM told t
LEFT JOIN twice w ON w.month = t.month AND w.source = t.source
