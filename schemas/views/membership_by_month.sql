-- How many members there were at the end of each month, level by level.
-- grain: one row per complete month and level with a term in force or in grace on its last day.
-- unit: constituent.
-- formula: members = constituents with a term of the level in force on the month's last day;
--   in_grace = those with none in force, but one that ended at most the grace days before.
-- source: metrics "member on day d: start ≤ d ≤ end (+ grace flag)".
-- edge cases: cancelled and suspended terms count until their last day, as what ended them early is not
--   told; the dead count until they died; someone with two levels at once counts in both; a level that
--   the source does not state reads "none stated"; is_small marks fewer than 5 constituents.
-- order by: month, level
WITH known AS (
  SELECT
    t.constituent_id,
    COALESCE(t.level, 'none stated') AS level,
    t.start_date,
    CASE WHEN c.deceased_date < t.ends_on THEN c.deceased_date ELSE t.ends_on END AS ends_on,
    CASE WHEN t.is_lifetime OR c.deceased_date < t.ends_on THEN 0 ELSE 1 END AS has_grace
  FROM membership_term_best t
  JOIN constituent c ON c.constituent_id = t.constituent_id
), standing AS (
  SELECT
    m.month,
    m.fiscal_year,
    k.level,
    k.constituent_id,
    MAX(CASE WHEN k.ends_on >= m.month_end THEN 1 ELSE 0 END) AS in_force
  FROM month_calendar m
  JOIN known k
    ON k.start_date <= m.month_end
    AND (k.ends_on >= m.month_end
      OR (k.has_grace = 1 AND date_diff('day', k.ends_on, m.month_end) <= ${membership_grace_days}))
  WHERE m.is_complete
  GROUP BY m.month, m.fiscal_year, k.level, k.constituent_id
)
SELECT
  month,
  fiscal_year,
  level,
  SUM(in_force) AS members,
  SUM(1 - in_force) AS in_grace,
  COUNT(*) < 5 AS is_small
FROM standing
GROUP BY month, fiscal_year, level
