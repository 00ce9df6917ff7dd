-- Each membership term that came or comes due, and what became of it.
-- grain: one row per term with a last day.
-- unit: constituent.
-- formula: renewed = a later term of the same constituent starts by the last day + grace and ends
--   later; outcome = renewed, else lapsed once the data horizon is past the last day + grace, else
--   pending; is_resolved = that day has passed, whatever the outcome.
-- source: metrics "membership renewal rate, term-based"; ASAE/MGI due cohort.
-- edge cases: early renewals count; lifetime and complimentary terms (dues stated as 0) are never
--   due; the terms of those who died before their last day (or on an unknown day) are left out; a
--   renewal that was cancelled is still a renewal.
-- cached: yes
WITH due AS (
  SELECT
    t.constituent_id, t.term_key, t.level, t.start_date, t.end_date, t.ends_on, t.is_first_term,
    t.end_date + INTERVAL '${membership_grace_days}' DAY < h.as_of AS is_resolved
  FROM membership_term_best t
  JOIN constituent c ON c.constituent_id = t.constituent_id
  CROSS JOIN data_horizon h
  WHERE NOT t.is_lifetime
    AND (t.dues IS NULL OR t.dues > 0)
    AND (NOT c.deceased OR COALESCE(c.deceased_date > t.end_date, FALSE))
), successor AS (
  SELECT DISTINCT d.term_key
  FROM due d
  JOIN membership_term_best n ON n.constituent_id = d.constituent_id
  WHERE n.start_date > d.start_date
    AND n.start_date <= d.end_date + INTERVAL '${membership_grace_days}' DAY
    AND n.ends_on > d.ends_on
)
SELECT
  d.constituent_id,
  d.term_key,
  d.level,
  d.start_date,
  d.end_date,
  CAST(date_trunc('month', d.end_date) AS DATE) AS due_month,
  CAST(EXTRACT(YEAR FROM d.end_date) AS BIGINT)
    + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM d.end_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
    AS fiscal_year,
  d.is_first_term,
  d.is_resolved,
  CASE WHEN s.term_key IS NOT NULL THEN 'renewed' WHEN d.is_resolved THEN 'lapsed' ELSE 'pending' END AS outcome
FROM due d
LEFT JOIN successor s ON s.term_key = d.term_key
