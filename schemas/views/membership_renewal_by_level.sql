-- How many memberships that came due were renewed, level by level.
-- grain: one row per fiscal year in which terms end and level, as the sources spell it.
-- unit: membership term.
-- formula: due = renewed + lapsed + pending; renewal_rate = renewed / due among the resolved terms
--   (last day + grace before the data horizon), n = resolved_due; lapse_rate = 1 − renewal_rate;
--   first_year_rate = the renewal rate of first terms, n = first_year_due.
-- source: metrics "membership renewal rate", "first-year renewal" and "lapse rate".
-- edge cases: terms still within grace move no rate, renewed or not, so that the running period is
--   neither flattered nor punished; no resolved term gives no rate; is_small marks fewer than 5
--   resolved terms; see membership_term_due for what is due.
-- order by: fiscal_year, level
SELECT
  fiscal_year,
  level,
  SUM(due) AS due,
  SUM(renewed) AS renewed,
  SUM(lapsed) AS lapsed,
  SUM(pending) AS pending,
  SUM(resolved_due) AS resolved_due,
  SUM(resolved_renewed) AS resolved_renewed,
  CAST(SUM(resolved_renewed) AS DOUBLE) / NULLIF(SUM(resolved_due), 0) AS renewal_rate,
  CAST(SUM(resolved_lapsed) AS DOUBLE) / NULLIF(SUM(resolved_due), 0) AS lapse_rate,
  SUM(first_year_due) AS first_year_due,
  SUM(first_year_renewed) AS first_year_renewed,
  CAST(SUM(first_year_renewed) AS DOUBLE) / NULLIF(SUM(first_year_due), 0) AS first_year_rate,
  SUM(resolved_due) < 5 AS is_small
FROM membership_detail
WHERE due = 1
GROUP BY fiscal_year, level
