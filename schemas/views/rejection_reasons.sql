-- Why rows were set aside, the most frequent reason first.
-- grain: one row per source, column and reason.
-- unit: rejected row.
-- formula: count of rejections; files = in how many files.
-- source: rejection.
-- edge cases: a reason never holds the value itself; no rejection gives no row.
-- order by: rows_rejected DESC, source, column_name, reason
SELECT
  source,
  "column" AS column_name,
  reason,
  COUNT(*) AS rows_rejected,
  COUNT(DISTINCT file_id) AS files
FROM rejection
GROUP BY source, "column", reason
