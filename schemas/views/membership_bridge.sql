-- From the members at the start of each fiscal year to those at its end.
-- grain: one row per fiscal year.
-- unit: constituent.
-- formula: members_end = members_start + new + rejoined − lapsed; member on a day = within a spell
--   (terms with gaps of at most the grace days); net_change = end − start; growth_rate =
--   net_change / start.
-- source: metrics "member growth: reconcile bridge".
-- edge cases: a spell ends with its last term, without grace; who joins and leaves within one year
--   is in new and in lapsed; the running year's end is its last day as far as terms are known now;
--   a known day of death ends the spell; is_small marks fewer than 5 members at the start.
-- order by: fiscal_year
WITH spell AS (
  SELECT
    t.constituent_id,
    t.spell_number,
    MIN(t.spell_start_date) AS starts_on,
    MIN(CASE WHEN c.deceased_date < t.spell_ends_on THEN c.deceased_date ELSE t.spell_ends_on END) AS ends_on
  FROM membership_term_best t
  JOIN constituent c ON c.constituent_id = t.constituent_id
  GROUP BY t.constituent_id, t.spell_number
), moved AS (
  SELECT
    y.fiscal_year, y.is_complete,
    s.starts_on < y.start_date AND s.ends_on >= y.start_date - INTERVAL '1' DAY AS at_start,
    s.starts_on >= y.start_date AND s.starts_on <= y.end_date AS joined,
    s.ends_on >= y.start_date - INTERVAL '1' DAY AND s.ends_on < y.end_date AS ended,
    s.starts_on <= y.end_date AND s.ends_on >= y.end_date AS at_end,
    s.spell_number
  FROM fiscal_calendar y
  CROSS JOIN spell s
  WHERE s.ends_on >= s.starts_on
), counted AS (
  SELECT
    fiscal_year,
    is_complete,
    COUNT(*) FILTER (WHERE at_start) AS members_start,
    COUNT(*) FILTER (WHERE joined AND spell_number = 1) AS new_members,
    COUNT(*) FILTER (WHERE joined AND spell_number > 1) AS rejoined_members,
    COUNT(*) FILTER (WHERE ended) AS lapsed_members,
    COUNT(*) FILTER (WHERE at_end) AS members_end
  FROM moved
  GROUP BY fiscal_year, is_complete
)
SELECT
  fiscal_year,
  is_complete,
  members_start,
  new_members,
  rejoined_members,
  lapsed_members,
  members_end,
  members_end - members_start AS net_change,
  CAST(members_end - members_start AS DOUBLE) / NULLIF(members_start, 0) AS growth_rate,
  members_start < 5 AS is_small
FROM counted
