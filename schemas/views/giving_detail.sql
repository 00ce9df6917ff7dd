-- Every counted gift with what it can be cut by, ready to be added up.
-- grain: one row per counted gift.
-- unit: gift; its giver as a person (constituent_id) and as a household (household_unit_id).
-- formula: amount = what stayed of the gift; gifts = 1 when anything stayed, else 0; month = its first
--   day; is_first_gift = the giver's first gift that stayed. Donors of a cut = the distinct givers whose
--   amounts add up to more than 0.
-- source: gift_net with is_counted.
-- edge cases: the amounts add up to giving_by_year; givers that nobody knows have empty ids: money,
--   but no donor; of several funds the largest names the gift (giving_by_fund splits them); what the
--   source does not state reads "none stated"; membership_level is the giver's today.
-- cached: yes
WITH fund_order AS (
  SELECT gift_key, fund, ROW_NUMBER() OVER (PARTITION BY gift_key ORDER BY amount DESC, fund) AS position
  FROM gift_allocation
), gift_order AS (
  SELECT
    g.*,
    ROW_NUMBER() OVER (PARTITION BY g.constituent_id, g.net_amount > 0 ORDER BY g.gift_date, g.gift_key) AS position
  FROM gift_net g
  WHERE g.is_counted
)
SELECT
  g.gift_key,
  g.gift_date,
  CAST(date_trunc('month', g.gift_date) AS DATE) AS month,
  g.fiscal_year,
  g.source,
  g.kind,
  COALESCE(g.campaign, 'none stated') AS campaign,
  COALESCE(g.appeal, 'none stated') AS appeal,
  COALESCE(a.fund, 'none stated') AS fund,
  g.constituent_id,
  COALESCE(g.household_id, g.constituent_id) AS household_unit_id,
  COALESCE(c.kind, 'unknown') AS constituent_kind,
  CASE WHEN m.membership_status <> 'never' THEN COALESCE(m.level, 'none stated') ELSE 'no membership' END AS membership_level,
  g.constituent_id IS NOT NULL AND g.net_amount > 0 AND g.position = 1 AS is_first_gift,
  CASE WHEN g.net_amount > 0 THEN 1 ELSE 0 END AS gifts,
  g.net_amount AS amount
FROM gift_order g
LEFT JOIN fund_order a ON a.gift_key = g.gift_key AND a.position = 1
LEFT JOIN constituent c ON c.constituent_id = g.constituent_id
LEFT JOIN membership_status m ON m.constituent_id = g.constituent_id
