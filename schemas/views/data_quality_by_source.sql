-- How much each source gave, what became of it, and how much of it the other sources know too.
-- grain: one row per source that sent a file or owns a record.
-- unit: source system.
-- formula: as data_quality, per source; only_here = constituents that no other source knows;
--   without_email_share = of the source's constituents.
-- source: source_file, crosswalk, constituent, gift, membership_term.
-- edge cases: a constituent of two sources counts in both rows, so that constituents do not add up;
--   gifts counts every newest row, failed and duplicate ones included; is_small marks fewer than 5
--   constituents.
-- order by: source
WITH files AS (
  SELECT
    source,
    COUNT(*) AS files,
    SUM(rows_read) AS rows_read,
    SUM(rows_staged) AS rows_staged,
    SUM(rows_rejected) AS rows_rejected,
    SUM(rows_not_data) AS rows_not_data,
    MAX(received_at) AS last_received_at
  FROM source_file
  GROUP BY source
), records AS (
  SELECT
    x.source,
    COUNT(*) AS source_records,
    COUNT(DISTINCT x.constituent_id) AS constituents,
    COUNT(DISTINCT CASE WHEN c.source_count = 1 THEN x.constituent_id END) AS only_here,
    COUNT(DISTINCT CASE WHEN c.email IS NULL THEN x.constituent_id END) AS without_email
  FROM crosswalk x
  JOIN constituent c ON c.constituent_id = x.constituent_id
  GROUP BY x.source
), gifts AS (
  SELECT source, COUNT(*) AS gifts FROM gift GROUP BY source
), terms AS (
  SELECT source, COUNT(*) AS membership_terms FROM membership_term GROUP BY source
), named AS (
  SELECT source FROM files
  UNION
  SELECT source FROM records
)
SELECT
  n.source,
  COALESCE(f.files, 0) AS files,
  COALESCE(f.rows_read, 0) AS rows_read,
  COALESCE(f.rows_staged, 0) AS rows_staged,
  COALESCE(f.rows_rejected, 0) AS rows_rejected,
  COALESCE(f.rows_not_data, 0) AS rows_not_data,
  CAST(f.rows_rejected AS DOUBLE) / NULLIF(f.rows_read, 0) AS rejected_share,
  f.last_received_at,
  COALESCE(r.source_records, 0) AS source_records,
  COALESCE(r.constituents, 0) AS constituents,
  COALESCE(r.source_records, 0) - COALESCE(r.constituents, 0) AS duplicates_within,
  COALESCE(r.only_here, 0) AS only_here,
  CAST(r.without_email AS DOUBLE) / NULLIF(r.constituents, 0) AS without_email_share,
  COALESCE(g.gifts, 0) AS gifts,
  COALESCE(t.membership_terms, 0) AS membership_terms,
  COALESCE(r.constituents, 0) < 5 AS is_small
FROM named n
LEFT JOIN files f ON f.source = n.source
LEFT JOIN records r ON r.source = n.source
LEFT JOIN gifts g ON g.source = n.source
LEFT JOIN terms t ON t.source = n.source
