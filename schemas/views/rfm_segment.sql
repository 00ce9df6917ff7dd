-- How many donors stand in which cell of recency and frequency, and what they gave.
-- grain: one row per unit, recency score and frequency score that occurs.
-- unit: person and household, in the column unit.
-- formula: donors and Σ monetary of five years by the scores of rfm; average_monetary_score of the cell.
-- source: metrics "RFM".
-- edge cases: as for rfm; donors without scores are left out; is_small marks fewer than 5 donors.
-- order by: unit, recency_score DESC, frequency_score DESC
SELECT
  unit,
  recency_score,
  frequency_score,
  COUNT(*) AS donors,
  CAST(SUM(monetary) AS DECIMAL(18, 2)) AS amount,
  CAST(SUM(monetary_score) AS DOUBLE) / NULLIF(COUNT(*), 0) AS average_monetary_score,
  COUNT(*) < 5 AS is_small
FROM rfm
WHERE recency_score IS NOT NULL
GROUP BY unit, recency_score, frequency_score
