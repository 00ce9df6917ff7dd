-- Members and former members level by level.
-- grain: one row per level, as the sources spell it.
-- unit: constituent.
-- formula: constituents by the level of the term that decides their status; members = current +
--   grace.
-- source: metrics "member on day d".
-- edge cases: terms without a level are "no level stated"; a person is counted under one level; the
--   columns add up to those of membership_by_status without "never"; is_small marks fewer than 5 members.
-- order by: members DESC, level
SELECT
  COALESCE(level, 'no level stated') AS level,
  COUNT(*) FILTER (WHERE membership_status IN ('current', 'grace')) AS members,
  COUNT(*) FILTER (WHERE membership_status = 'current') AS current_members,
  COUNT(*) FILTER (WHERE membership_status = 'grace') AS grace_members,
  COUNT(*) FILTER (WHERE membership_status = 'lapsed') AS lapsed_members,
  COUNT(*) FILTER (WHERE membership_status = 'deceased') AS deceased_members,
  COUNT(*) FILTER (WHERE membership_status = 'current' AND is_lifetime) AS lifetime_members,
  COUNT(*) FILTER (WHERE membership_status IN ('current', 'grace')) < 5 AS is_small
FROM membership_status
WHERE membership_status <> 'never'
GROUP BY COALESCE(level, 'no level stated')
