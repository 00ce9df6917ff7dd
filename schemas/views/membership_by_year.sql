-- The membership of each fiscal year in one row: growth, renewal, expected tenure, what a member is worth.
-- grain: one row per fiscal year.
-- unit: constituent.
-- formula: the counts of membership_bridge; headcount_retention = (members_end − new_members) /
--   members_start; renewal_rate, lapse_rate of membership_renewal_by_year; expected_tenure_years = 1 /
--   (1 − renewal_rate); steady_state_members = (new + rejoined) / lapse_rate; dues_per_member = dues of
--   the terms that began in the year / their members; member_value = (dues + other giving per member) /
--   (1 − renewal_rate).
-- source: metrics "member growth", "retention_headcount" (ASAE/MGI), "tenure: average = 1/(1 − renewal),
--   steady state = annual new / lapse rate", "member LTV".
-- edge cases: a renewal rate of 1 gives no tenure and no value; what a member cost to win is not in the
--   lake; both sums are per member whose term began in the year; is_small marks fewer
--   than 5 resolved terms.
-- order by: fiscal_year
WITH term_year AS (
  SELECT
    constituent_id,
    CAST(EXTRACT(YEAR FROM start_date) AS BIGINT)
      + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM start_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
      AS fiscal_year,
    SUM(dues) AS dues
  FROM membership_term_best
  WHERE currency IS NULL OR currency = '${currency}'
  GROUP BY
    constituent_id,
    CAST(EXTRACT(YEAR FROM start_date) AS BIGINT)
      + CASE WHEN ${fiscal_year_start_month} > 1 AND EXTRACT(MONTH FROM start_date) >= ${fiscal_year_start_month} THEN 1 ELSE 0 END
), worth AS (
  SELECT
    t.fiscal_year,
    COUNT(*) AS members,
    CAST(COALESCE(SUM(t.dues), 0) AS DOUBLE) / NULLIF(COUNT(*), 0) AS dues_per_member,
    CAST(COALESCE(SUM(f.amount), 0) AS DOUBLE) / NULLIF(COUNT(*), 0) AS giving_per_member
  FROM term_year t
  LEFT JOIN unit_fiscal_year f ON f.unit = 'person' AND f.unit_id = t.constituent_id AND f.fiscal_year = t.fiscal_year
  GROUP BY t.fiscal_year
)
SELECT
  b.fiscal_year,
  b.is_complete,
  b.members_start,
  b.new_members,
  b.rejoined_members,
  b.lapsed_members,
  b.members_end,
  b.growth_rate,
  CAST(b.members_end - b.new_members AS DOUBLE) / NULLIF(b.members_start, 0) AS headcount_retention,
  COALESCE(r.resolved_due, 0) AS resolved_due,
  r.renewal_rate,
  r.lapse_rate,
  CAST(1 AS DOUBLE) / NULLIF(r.lapse_rate, 0) AS expected_tenure_years,
  CAST(b.new_members + b.rejoined_members AS DOUBLE) / NULLIF(r.lapse_rate, 0) AS steady_state_members,
  w.dues_per_member,
  w.giving_per_member,
  CAST(w.dues_per_member + w.giving_per_member AS DOUBLE) / NULLIF(r.lapse_rate, 0) AS member_value,
  COALESCE(r.resolved_due, 0) < 5 AS is_small
FROM membership_bridge b
LEFT JOIN membership_renewal_by_year r ON r.fiscal_year = b.fiscal_year
LEFT JOIN worth w ON w.fiscal_year = b.fiscal_year
