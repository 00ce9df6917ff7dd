-- How many constituents each two source systems share.
-- grain: one row per ordered pair of sources, a source with itself included.
-- unit: constituent.
-- formula: constituents = those with records in both; share = of the first source's constituents.
-- source: crosswalk.
-- edge cases: several records of one source count once; a pair that shares nobody has no row; is_small
--   marks shares of fewer than 5.
-- order by: source, other_source
WITH known AS (
  SELECT DISTINCT constituent_id, source FROM crosswalk
), total AS (
  SELECT source, COUNT(*) AS constituents FROM known GROUP BY source
)
SELECT
  a.source,
  b.source AS other_source,
  COUNT(*) AS constituents,
  CAST(COUNT(*) AS DOUBLE) / NULLIF(MAX(t.constituents), 0) AS share,
  MAX(t.constituents) < 5 AS is_small
FROM known a
JOIN known b ON b.constituent_id = a.constituent_id
JOIN total t ON t.source = a.source
GROUP BY a.source, b.source
