-- Every counted gift of a known giver, once for the person and once for the household.
-- grain: one row per unit and counted gift whose giver is known.
-- unit: person and household, in the column unit.
-- formula: amount = the gift's net_amount; stayed = amount above 0.
-- source: gift_net with is_counted; unit_member.
-- edge cases: gifts of anonymous and unknown givers are no unit's; a gift refunded in full is a row
--   of 0 that stayed nowhere; adding both units counts every gift twice.
-- cached: yes
SELECT
  u.unit,
  u.unit_id,
  g.constituent_id,
  g.gift_key,
  g.gift_date,
  g.fiscal_year,
  g.net_amount AS amount,
  g.net_amount > 0 AS stayed,
  g.source,
  g.kind,
  g.campaign,
  g.appeal,
  g.commitment_key
FROM gift_net g
JOIN unit_member u ON u.constituent_id = g.constituent_id
WHERE g.is_counted
