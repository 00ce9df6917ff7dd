-- Every counted gift with what it can be cut by, ready to be added up.
-- grain: one row per counted gift.
-- unit: gift; its giver as a person (constituent_id) and as a household (household_unit_id).
-- formula: amount = what stayed of the gift; gifts = 1 when anything stayed, else 0; month = its first
--   day; is_first_gift = the giver's first gift that stayed; first_source = where the giver's first gift
--   came from. Donors of a cut = the distinct givers whose amounts add up to more than 0.
-- source: gift_net with is_counted.
-- edge cases: the amounts add up to giving_by_year; givers that nobody knows have empty ids: money,
--   but no donor; of several funds the largest names the gift (giving_by_fund splits them); what the
--   source does not state reads "none stated"; membership_level is the giver's today.
-- cached: yes
WITH fund_order AS (
  SELECT gift_key, fund, ROW_NUMBER() OVER (PARTITION BY gift_key ORDER BY amount DESC, fund) AS position
  FROM gift_allocation
), first_gift AS (
  SELECT gift_key, ROW_NUMBER() OVER (PARTITION BY unit_id ORDER BY gift_date, gift_key) AS position
  FROM unit_gift
  WHERE unit = 'person' AND stayed
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
  COALESCE(p.unit_kind, 'unknown') AS constituent_kind,
  COALESCE(p.membership_level, 'no membership') AS membership_level,
  p.first_source,
  f.gift_key IS NOT NULL AS is_first_gift,
  CASE WHEN g.net_amount > 0 THEN 1 ELSE 0 END AS gifts,
  g.net_amount AS amount
FROM gift_net g
LEFT JOIN fund_order a ON a.gift_key = g.gift_key AND a.position = 1
LEFT JOIN first_gift f ON f.gift_key = g.gift_key AND f.position = 1
LEFT JOIN unit_profile p ON p.unit = 'person' AND p.unit_id = g.constituent_id
WHERE g.is_counted
