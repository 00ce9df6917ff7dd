-- Each membership term once, however many sources tell it.
-- grain: one row per term that counts.
-- unit: constituent.
-- formula: terms of one source record are all kept; of two source records of one constituent that
--   tell the same term (they share more than half of the shorter one), the term of the better record
--   stays: the one with a lifetime term, then with more terms, then with the later last day, then
--   the smaller key. spell = terms with gaps of at most the grace days between them; ends_on = last
--   day, 9999-12-31 for a lifetime term.
-- source: metrics "membership renewal", "tenure" (a spell breaks if the gap is longer than grace).
-- edge cases: pending applications are no terms; a term of an anonymous or unknown record is left
--   out; consecutive terms of two sources that touch or overlap a little both stay; is_first_term is
--   false when the source knows an earlier join date.
-- cached: yes
WITH known AS (
  SELECT
    x.constituent_id, t.term_key, t.source, t.source_record_key, t.level, t.start_date, t.end_date,
    COALESCE(CASE WHEN t.is_lifetime THEN NULL ELSE t.end_date END, DATE '9999-12-31') AS ends_on,
    t.join_date, t.status, t.dues, t.currency,
    t.is_lifetime OR t.end_date IS NULL AS is_lifetime
  FROM membership_term t
  JOIN crosswalk x ON x.source_record_key = t.source_record_key
  WHERE t.status <> 'pending'
), weighed AS (
  SELECT
    k.*,
    MAX(CASE WHEN is_lifetime THEN 1 ELSE 0 END) OVER (PARTITION BY constituent_id, source_record_key) AS has_lifetime,
    COUNT(*) OVER (PARTITION BY constituent_id, source_record_key) AS terms,
    MAX(ends_on) OVER (PARTITION BY constituent_id, source_record_key) AS last_day
  FROM known k
), ranked AS (
  SELECT
    w.*,
    DENSE_RANK() OVER (
      PARTITION BY constituent_id ORDER BY has_lifetime DESC, terms DESC, last_day DESC, source_record_key) AS preference
  FROM weighed w
), told_twice AS (
  SELECT DISTINCT worse.term_key, worse.source_record_key
  FROM ranked worse
  JOIN ranked better ON better.constituent_id = worse.constituent_id
  WHERE better.preference < worse.preference
    AND better.start_date <= worse.ends_on
    AND worse.start_date <= better.ends_on
    AND 2 * (1 + date_diff('day', GREATEST(better.start_date, worse.start_date), LEAST(better.ends_on, worse.ends_on)))
      > 1 + LEAST(date_diff('day', better.start_date, better.ends_on), date_diff('day', worse.start_date, worse.ends_on))
), best AS (
  SELECT r.*
  FROM ranked r
  LEFT JOIN told_twice d ON d.term_key = r.term_key AND d.source_record_key = r.source_record_key
  WHERE d.term_key IS NULL
), chained AS (
  SELECT
    b.*,
    ROW_NUMBER() OVER (PARTITION BY constituent_id ORDER BY start_date, ends_on, term_key) AS term_number,
    MAX(ends_on) OVER (
      PARTITION BY constituent_id ORDER BY start_date, ends_on, term_key
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
  FROM best b
), numbered AS (
  SELECT
    c.*,
    SUM(CASE
      WHEN covered_until IS NULL THEN 1
      WHEN covered_until < DATE '9999-12-31' AND start_date > covered_until + INTERVAL '${membership_grace_days}' DAY THEN 1
      ELSE 0
    END) OVER (PARTITION BY constituent_id ORDER BY term_number) AS spell_number
  FROM chained c
)
SELECT
  n.term_key,
  n.constituent_id,
  n.source,
  n.level,
  n.start_date,
  n.end_date,
  n.ends_on,
  n.join_date,
  n.status,
  n.dues,
  n.currency,
  n.is_lifetime,
  CAST(n.term_number AS BIGINT) AS term_number,
  n.term_number = 1 AND COALESCE(n.join_date, n.start_date) + INTERVAL '${membership_grace_days}' DAY >= n.start_date AS is_first_term,
  CAST(n.spell_number AS BIGINT) AS spell_number,
  MIN(n.start_date) OVER (PARTITION BY n.constituent_id, n.spell_number) AS spell_start_date,
  MAX(n.ends_on) OVER (PARTITION BY n.constituent_id, n.spell_number) AS spell_ends_on
FROM numbered n
