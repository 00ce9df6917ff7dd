-- From which value on a donor gets which RFM score this fiscal year.
-- grain: one row per unit, measure (recency, frequency, monetary) and score 2 to 5.
-- unit: person and household, in the column unit.
-- formula: over the donors of the frozen moment, the least extreme value whose percent_rank reaches
--   (score − 1) / 5; recency's is the most days that still get the score, the others' the least value.
-- source: metrics "RFM: fixed cut-offs frozen per fiscal year; ties broken by value, percent_rank".
-- edge cases: equal values always get one score; a score that ties leave empty has no row, as have all
--   scores when nobody gave before the fiscal year.
-- order by: unit, measure, score
WITH measured AS (
  SELECT unit, 'recency' AS measure, -CAST(recency_days AS DOUBLE) AS value FROM rfm_measure WHERE moment = 'frozen'
  UNION ALL
  SELECT unit, 'frequency' AS measure, CAST(frequency AS DOUBLE) AS value FROM rfm_measure WHERE moment = 'frozen'
  UNION ALL
  SELECT unit, 'monetary' AS measure, CAST(monetary AS DOUBLE) AS value FROM rfm_measure WHERE moment = 'frozen'
), ranked AS (
  SELECT unit, measure, value, PERCENT_RANK() OVER (PARTITION BY unit, measure ORDER BY value) AS share_below FROM measured
), score AS (
  SELECT score, reached FROM (VALUES (2, 0.2), (3, 0.4), (4, 0.6), (5, 0.8)) AS scores (score, reached)
)
SELECT
  r.unit,
  r.measure,
  s.score,
  CASE WHEN r.measure = 'recency' THEN -MIN(r.value) ELSE MIN(r.value) END AS cutoff,
  COUNT(*) AS frozen_donors
FROM ranked r
JOIN score s ON r.share_below >= s.reached
GROUP BY r.unit, r.measure, s.score
