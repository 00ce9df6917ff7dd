-- What a figure may be cut by: how each unit came, what it is, and its membership.
-- grain: one row per unit.
-- unit: person and household, in the column unit.
-- formula: first_… = of the first counted gift that stayed (by day, then key); unit_kind = the
--   constituent's kind, person for a household of several; membership_status = the best standing of
--   its members (current, grace, lapsed, never), membership_level = the level of that standing;
--   is_deceased = every member is known to have died.
-- source: unit_member, unit_gift, membership_status, constituent.
-- edge cases: someone who never gave has empty first_… columns; a gift or term that states no
--   source word reads "none stated"; without a term the level reads "no membership"; it names nobody.
-- cached: yes
WITH gift_order AS (
  SELECT
    unit, unit_id, gift_date, amount, source, kind, campaign, appeal,
    ROW_NUMBER() OVER (PARTITION BY unit, unit_id ORDER BY gift_date, gift_key) AS position
  FROM unit_gift
  WHERE stayed
), standing AS (
  SELECT
    u.unit, u.unit_id,
    CASE s.membership_status
      WHEN 'current' THEN 1 WHEN 'grace' THEN 2 WHEN 'lapsed' THEN 3 WHEN 'deceased' THEN 4 ELSE 5
    END AS standing_order,
    s.membership_status,
    CASE WHEN s.membership_status = 'never' THEN 'no membership' ELSE COALESCE(s.level, 'none stated') END AS level
  FROM unit_member u
  JOIN membership_status s ON s.constituent_id = u.constituent_id
), best_standing AS (
  SELECT
    unit, unit_id, membership_status, level,
    ROW_NUMBER() OVER (PARTITION BY unit, unit_id ORDER BY standing_order, level) AS position
  FROM standing
), made_of AS (
  SELECT
    u.unit,
    u.unit_id,
    COUNT(*) AS members,
    CASE WHEN COUNT(*) > 1 THEN 'person' ELSE MAX(c.kind) END AS unit_kind,
    bool_and(c.deceased) AS is_deceased
  FROM unit_member u
  JOIN constituent c ON c.constituent_id = u.constituent_id
  GROUP BY u.unit, u.unit_id
)
SELECT
  m.unit,
  m.unit_id,
  m.members,
  m.unit_kind,
  m.is_deceased,
  b.membership_status,
  b.level AS membership_level,
  f.gift_date AS first_gift_date,
  f.amount AS first_amount,
  f.kind AS first_kind,
  f.source AS first_source,
  CASE WHEN f.unit_id IS NOT NULL THEN COALESCE(f.campaign, 'none stated') END AS first_campaign,
  CASE WHEN f.unit_id IS NOT NULL THEN COALESCE(f.appeal, 'none stated') END AS first_appeal
FROM made_of m
JOIN best_standing b ON b.unit = m.unit AND b.unit_id = m.unit_id AND b.position = 1
LEFT JOIN gift_order f ON f.unit = m.unit AND f.unit_id = m.unit_id AND f.position = 1
