-- Every membership term with what became of it, ready to be added up for any cut.
-- grain: one row per term that counts.
-- unit: membership term; its member as a person (constituent_id) and as a household (household_unit_id).
-- formula: each rate is a sum over a sum: renewal = resolved_renewed / resolved_due; first-year
--   renewal = first_year_renewed / first_year_due; lapse = resolved_lapsed / resolved_due. due =
--   renewed + lapsed + pending. due_month, fiscal_year = of the term's last day.
-- source: membership_term_best, membership_term_due (metrics "membership renewal rate, term-based").
-- edge cases: lifetime and complimentary terms and those of the dead are rows with due 0; a lifetime
--   term has no due_month and no fiscal_year; terms still within grace are due, not resolved; a
--   level that the source does not state reads "none stated".
-- cached: yes
SELECT
  t.term_key,
  t.constituent_id,
  COALESCE(c.household_id, c.constituent_id) AS household_unit_id,
  t.source,
  COALESCE(t.level, 'none stated') AS level,
  t.start_date,
  t.end_date,
  CAST(date_trunc('month', t.end_date) AS DATE) AS due_month,
  CAST(EXTRACT(YEAR FROM t.end_date) AS BIGINT)
    + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM t.end_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
    AS fiscal_year,
  t.term_number,
  t.is_first_term,
  t.is_lifetime,
  t.dues,
  d.outcome,
  CASE WHEN d.term_key IS NOT NULL THEN 1 ELSE 0 END AS due,
  CASE WHEN d.outcome = 'renewed' THEN 1 ELSE 0 END AS renewed,
  CASE WHEN d.outcome = 'lapsed' THEN 1 ELSE 0 END AS lapsed,
  CASE WHEN d.outcome = 'pending' THEN 1 ELSE 0 END AS pending,
  CASE WHEN d.is_resolved THEN 1 ELSE 0 END AS resolved_due,
  CASE WHEN d.is_resolved AND d.outcome = 'renewed' THEN 1 ELSE 0 END AS resolved_renewed,
  CASE WHEN d.is_resolved AND d.outcome = 'lapsed' THEN 1 ELSE 0 END AS resolved_lapsed,
  CASE WHEN d.is_resolved AND t.is_first_term THEN 1 ELSE 0 END AS first_year_due,
  CASE WHEN d.is_resolved AND t.is_first_term AND d.outcome = 'renewed' THEN 1 ELSE 0 END AS first_year_renewed
FROM membership_term_best t
JOIN constituent c ON c.constituent_id = t.constituent_id
LEFT JOIN membership_term_due d ON d.term_key = t.term_key AND d.constituent_id = t.constituent_id
