-- How the files of each month were read, source by source: the trend of data quality.
-- grain: one row per calendar month in which files were received and source.
-- unit: source system.
-- formula: as data_quality_by_source, for the files received in the month; rows_so_far = rows read of
--   the source up to and in the month.
-- source: source_file.
-- edge cases: months without a file have no row; a file that is dropped twice unchanged counts once;
--   the shares of missing contacts have no past: golden records know only today's; is_small marks fewer than 5
--   rows read.
-- order by: month, source
WITH received AS (
  SELECT
    CAST(date_trunc('month', CAST(received_at AS DATE)) AS DATE) AS month,
    source,
    COUNT(*) AS files,
    SUM(rows_read) AS rows_read,
    SUM(rows_staged) AS rows_staged,
    SUM(rows_rejected) AS rows_rejected,
    SUM(rows_not_data) AS rows_not_data
  FROM source_file
  GROUP BY CAST(date_trunc('month', CAST(received_at AS DATE)) AS DATE), source
)
SELECT
  month,
  source,
  files,
  CAST(rows_read AS BIGINT) AS rows_read,
  CAST(rows_staged AS BIGINT) AS rows_staged,
  CAST(rows_rejected AS BIGINT) AS rows_rejected,
  CAST(rows_not_data AS BIGINT) AS rows_not_data,
  CAST(rows_rejected AS DOUBLE) / NULLIF(rows_read, 0) AS rejected_share,
  CAST(SUM(rows_read) OVER (PARTITION BY source ORDER BY month) AS BIGINT) AS rows_so_far,
  rows_read < 5 AS is_small
FROM received
