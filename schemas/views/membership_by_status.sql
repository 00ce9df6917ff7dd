-- How many constituents stand how as members.
-- grain: one row per membership status; all five are always there.
-- unit: constituent.
-- formula: count of membership_status by its word; is_member = current or grace.
-- source: metrics "member on day d: start ≤ d ≤ end (+ grace flag)".
-- edge cases: the rows add up to all constituents, "never" included; is_small marks fewer than 5.
-- order by: status_order
WITH word AS (
  SELECT status_order, membership_status
  FROM (VALUES (1, 'current'), (2, 'grace'), (3, 'lapsed'), (4, 'deceased'), (5, 'never')) AS words (status_order, membership_status)
)
SELECT
  w.status_order,
  w.membership_status,
  w.membership_status IN ('current', 'grace') AS is_member,
  COUNT(s.constituent_id) AS constituents,
  COUNT(s.constituent_id) < 5 AS is_small
FROM word w
LEFT JOIN membership_status s ON s.membership_status = w.membership_status
GROUP BY w.status_order, w.membership_status
