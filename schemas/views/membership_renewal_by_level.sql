-- How many memberships that came due were renewed, level by level.
-- grain: one row per fiscal year in which terms end and level, as the sources spell it.
-- unit: membership term.
-- formula: due = renewed + lapsed + pending; renewal_rate = renewed / due among the resolved terms
--   (last day + grace before the data horizon), n = resolved_due; lapse_rate = 1 − renewal_rate;
--   first_year_rate = the renewal rate of first terms, n = first_year_due;
--   low, high = the Wilson interval of the rate before them.
-- source: metrics "membership renewal rate", "first-year renewal" and "lapse rate".
-- edge cases: terms still within grace move no rate, renewed or not, so that the running period is
--   neither flattered nor punished; no resolved term gives no rate; is_small marks fewer than 5
--   resolved terms; see membership_term_due for what is due.
-- order by: fiscal_year, level
WITH counted AS (
  SELECT
    fiscal_year,
    level,
    SUM(due) AS due,
    SUM(renewed) AS renewed,
    SUM(lapsed) AS lapsed,
    SUM(pending) AS pending,
    SUM(resolved_due) AS resolved_due,
    SUM(resolved_renewed) AS resolved_renewed,
    SUM(resolved_lapsed) AS resolved_lapsed,
    SUM(first_year_due) AS first_year_due,
    SUM(first_year_renewed) AS first_year_renewed
  FROM membership_detail
  WHERE due = 1
  GROUP BY fiscal_year, level
)
SELECT
  c.fiscal_year,
  c.level,
  c.due,
  c.renewed,
  c.lapsed,
  c.pending,
  c.resolved_due,
  c.resolved_renewed,
  CAST(c.resolved_renewed AS DOUBLE) / NULLIF(c.resolved_due, 0) AS renewal_rate,
  a.low AS renewal_low,
  a.high AS renewal_high,
  CAST(c.resolved_lapsed AS DOUBLE) / NULLIF(c.resolved_due, 0) AS lapse_rate,
  c.first_year_due,
  c.first_year_renewed,
  CAST(c.first_year_renewed AS DOUBLE) / NULLIF(c.first_year_due, 0) AS first_year_rate,
  f.low AS first_year_low,
  f.high AS first_year_high,
  c.resolved_due < 5 AS is_small
FROM counted c
LEFT JOIN wilson_interval a ON a.n = c.resolved_due AND a.successes = c.resolved_renewed
LEFT JOIN wilson_interval f ON f.n = c.first_year_due AND f.successes = c.first_year_renewed
