-- How much was read, what became of it, and what is missing.
-- grain: one row.
-- unit: the lake.
-- formula: rows_read = rows_staged + rows_rejected + rows_not_data; duplicates_merged = source
--   records − constituents; shares are of all constituents.
-- source: source_file, rejection, crosswalk, match_link, constituent, duplicate_gift.
-- edge cases: anonymous records are no source records here (they belong to nobody);
--   review_pairs wait for a person; an empty lake gives zeros and no shares; gifts dated after the
--   data horizon, in other currencies and of unknown kind are counted in no figure until put right; is_small
--   marks lakes of fewer than 5 constituents.
WITH files AS (
  SELECT
    COUNT(*) AS files,
    COUNT(DISTINCT source) AS sources,
    COALESCE(SUM(rows_read), 0) AS rows_read,
    COALESCE(SUM(rows_staged), 0) AS rows_staged,
    COALESCE(SUM(rows_rejected), 0) AS rows_rejected,
    COALESCE(SUM(rows_not_data), 0) AS rows_not_data,
    MAX(received_at) AS last_received_at
  FROM source_file
), records AS (
  SELECT COUNT(*) AS source_records FROM crosswalk
), pairs AS (
  SELECT
    COUNT(*) FILTER (WHERE outcome = 'match') AS matched_pairs,
    COUNT(*) FILTER (WHERE outcome = 'review') AS review_pairs
  FROM match_link
), people AS (
  SELECT
    COUNT(*) AS constituents,
    COUNT(*) FILTER (WHERE source_record_count > 1) AS merged_constituents,
    COUNT(*) FILTER (WHERE email IS NULL) AS without_email,
    COUNT(*) FILTER (WHERE phone IS NULL) AS without_phone,
    COUNT(*) FILTER (WHERE street IS NULL) AS without_address,
    COUNT(*) FILTER (WHERE email IS NULL AND phone IS NULL AND street IS NULL) AS unreachable,
    COUNT(*) FILTER (WHERE deceased) AS deceased
  FROM constituent
), duplicates AS (
  SELECT COUNT(*) AS duplicate_gifts FROM duplicate_gift
), money AS (
  SELECT
    COUNT(*) AS gifts,
    COUNT(*) FILTER (WHERE g.constituent_id IS NULL) AS unlinked_gifts,
    COUNT(*) FILTER (WHERE g.currency <> '${currency}') AS other_currency_gifts,
    COUNT(*) FILTER (WHERE g.kind = 'other') AS unknown_kind_gifts,
    COUNT(*) FILTER (WHERE g.gift_date > h.as_of) AS future_gifts
  FROM gift_net g
  CROSS JOIN data_horizon h
)
SELECT
  f.files,
  f.sources,
  f.rows_read,
  f.rows_staged,
  f.rows_rejected,
  f.rows_not_data,
  CAST(f.rows_rejected AS DOUBLE) / NULLIF(f.rows_read, 0) AS rejected_share,
  f.last_received_at,
  h.as_of,
  r.source_records,
  p.constituents,
  r.source_records - p.constituents AS duplicates_merged,
  p.merged_constituents,
  q.matched_pairs,
  q.review_pairs,
  d.duplicate_gifts,
  m.gifts,
  m.unlinked_gifts,
  m.other_currency_gifts,
  m.unknown_kind_gifts,
  m.future_gifts,
  p.deceased AS deceased_constituents,
  p.without_email,
  CAST(p.without_email AS DOUBLE) / NULLIF(p.constituents, 0) AS without_email_share,
  p.without_phone,
  CAST(p.without_phone AS DOUBLE) / NULLIF(p.constituents, 0) AS without_phone_share,
  p.without_address,
  CAST(p.without_address AS DOUBLE) / NULLIF(p.constituents, 0) AS without_address_share,
  p.unreachable,
  p.constituents < 5 AS is_small
FROM files f
CROSS JOIN records r
CROSS JOIN pairs q
CROSS JOIN people p
CROSS JOIN duplicates d
CROSS JOIN money m
CROSS JOIN data_horizon h
