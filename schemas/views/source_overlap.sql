-- Which source systems know the same constituents.
-- grain: one row per combination of sources that occurs.
-- unit: constituent.
-- formula: constituents by the set of sources of their records in the crosswalk, in alphabetical
--   order, joined with " + ".
-- source: crosswalk.
-- edge cases: several records of one source count once; the rows add up to all constituents; is_small
--   marks fewer than 5.
-- order by: constituents DESC, sources
WITH known AS (
  SELECT DISTINCT constituent_id, source FROM crosswalk
), combined AS (
  SELECT constituent_id, COUNT(*) AS source_count, array_join(array_agg(source ORDER BY source), ' + ') AS sources
  FROM known
  GROUP BY constituent_id
)
SELECT sources, source_count, COUNT(*) AS constituents, COUNT(*) < 5 AS is_small
FROM combined
GROUP BY sources, source_count
