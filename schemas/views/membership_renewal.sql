-- How many memberships that came due were renewed, month by month.
-- grain: one row per calendar month in which terms end, future months too.
-- unit: membership term.
-- formula: due = renewed + lapsed + pending; renewal_rate = renewed / due among the resolved terms
--   (last day + grace before the data horizon), n = resolved_due; first_year_rate = the same for
--   first terms, n = first_year_due.
-- source: metrics "membership renewal rate" and "first-year renewal".
-- edge cases: terms still within grace move no rate, renewed or not, so that the running period is
--   neither flattered nor punished; no resolved term gives no rate; see membership_term_due for
--   what is due.
-- order by: month
SELECT
  due_month AS month,
  fiscal_year,
  COUNT(*) AS due,
  COUNT(*) FILTER (WHERE outcome = 'renewed') AS renewed,
  COUNT(*) FILTER (WHERE outcome = 'lapsed') AS lapsed,
  COUNT(*) FILTER (WHERE outcome = 'pending') AS pending,
  COUNT(*) FILTER (WHERE is_resolved) AS resolved_due,
  COUNT(*) FILTER (WHERE is_resolved AND outcome = 'renewed') AS resolved_renewed,
  CAST(COUNT(*) FILTER (WHERE is_resolved AND outcome = 'renewed') AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE is_resolved), 0) AS renewal_rate,
  COUNT(*) FILTER (WHERE is_resolved AND is_first_term) AS first_year_due,
  COUNT(*) FILTER (WHERE is_resolved AND is_first_term AND outcome = 'renewed') AS first_year_renewed,
  CAST(COUNT(*) FILTER (WHERE is_resolved AND is_first_term AND outcome = 'renewed') AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE is_resolved AND is_first_term), 0) AS first_year_rate
FROM membership_term_due
GROUP BY due_month, fiscal_year
