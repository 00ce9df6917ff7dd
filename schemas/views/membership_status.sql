-- How everybody's membership stands at the data horizon.
-- grain: one row per constituent.
-- unit: constituent.
-- formula: current = a term in force on the horizon day; grace = none, but one that ended at most
--   the grace days before; lapsed = earlier terms only; never = no term begun; deceased = had terms
--   and is known to have died. level and paid_through are those of the term that decides
--   (current before ended, then the latest last day); member_since = first day of its spell.
-- source: metrics "lapse rate: lapsed when today > end + grace".
-- edge cases: cancelled and suspended terms are never current or grace; a term that starts after
--   the horizon (renewed early) does not count yet; paid_through is empty for lifetime members.
-- cached: yes
WITH begun AS (
  SELECT
    t.*,
    CASE
      WHEN t.status IN ('cancelled', 'suspended') THEN 3
      WHEN t.ends_on >= h.as_of THEN 1
      WHEN t.ends_on + INTERVAL '${membership_grace_days}' DAY >= h.as_of THEN 2
      ELSE 3
    END AS standing
  FROM membership_term_best t
  CROSS JOIN data_horizon h
  WHERE t.start_date <= h.as_of
), deciding AS (
  SELECT
    b.*,
    ROW_NUMBER() OVER (
      PARTITION BY constituent_id ORDER BY standing, ends_on DESC, start_date DESC, term_key DESC) AS position,
    COUNT(*) OVER (PARTITION BY constituent_id) AS terms,
    MIN(COALESCE(join_date, start_date)) OVER (PARTITION BY constituent_id) AS earliest_join,
    MIN(start_date) OVER (PARTITION BY constituent_id) AS earliest_start
  FROM begun b
)
SELECT
  c.constituent_id,
  CASE
    WHEN d.constituent_id IS NULL THEN 'never'
    WHEN c.deceased THEN 'deceased'
    WHEN d.standing = 1 THEN 'current'
    WHEN d.standing = 2 THEN 'grace'
    ELSE 'lapsed'
  END AS membership_status,
  d.level,
  d.spell_start_date AS member_since,
  LEAST(d.earliest_join, d.earliest_start) AS first_joined,
  d.end_date AS paid_through,
  COALESCE(d.is_lifetime, FALSE) AS is_lifetime,
  COALESCE(d.terms, 0) AS terms
FROM constituent c
LEFT JOIN deciding d ON d.constituent_id = c.constituent_id AND d.position = 1
