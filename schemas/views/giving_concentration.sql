-- How much of the money hangs on how few donors.
-- grain: one row per unit and fiscal year with donors.
-- unit: person and household, in the column unit.
-- formula: donors ranked by net giving of the year; top_10_share = of the ten largest; top_10_percent_
--   share, top_20_percent_share = of the top tenth and fifth, rounded up; gini = 2 Σ i·x_i / (n Σ x) −
--   (n + 1)/n with x ascending: 0 all alike, near 1 all from one; median_amount = the middle donor's.
-- source: metrics "pyramid: 80/20 (Lorenz), Gini, top-10 share".
-- edge cases: equal amounts are ranked by id, which moves no share; with ten donors or fewer
--   top_10_share is 1; is_small marks fewer than 5 donors.
-- order by: unit, fiscal_year
WITH ranked AS (
  SELECT
    unit,
    fiscal_year,
    amount,
    ROW_NUMBER() OVER (PARTITION BY unit, fiscal_year ORDER BY amount DESC, unit_id) AS from_top,
    ROW_NUMBER() OVER (PARTITION BY unit, fiscal_year ORDER BY amount, unit_id) AS from_bottom,
    COUNT(*) OVER (PARTITION BY unit, fiscal_year) AS donors
  FROM unit_fiscal_year
), summed AS (
  SELECT
    unit,
    fiscal_year,
    MAX(donors) AS donors,
    SUM(amount) AS amount,
    MAX(amount) AS largest,
    SUM(CASE WHEN from_top <= 10 THEN amount ELSE 0 END) AS top_10,
    SUM(CASE WHEN 10 * from_top <= donors + 9 THEN amount ELSE 0 END) AS top_10_percent,
    SUM(CASE WHEN 5 * from_top <= donors + 4 THEN amount ELSE 0 END) AS top_20_percent,
    SUM(CAST(from_bottom AS DOUBLE) * CAST(amount AS DOUBLE)) AS ranked_amount,
    SUM(CASE WHEN 2 * from_bottom >= donors AND 2 * from_bottom <= donors + 2 THEN amount END) AS middle_amount,
    COUNT(*) FILTER (WHERE 2 * from_bottom >= donors AND 2 * from_bottom <= donors + 2) AS middle_donors
  FROM ranked
  GROUP BY unit, fiscal_year
)
SELECT
  s.unit,
  s.fiscal_year,
  y.is_complete,
  s.donors,
  s.amount,
  CAST(s.middle_amount AS DOUBLE) / NULLIF(s.middle_donors, 0) AS median_amount,
  CAST(s.largest AS DOUBLE) / NULLIF(CAST(s.amount AS DOUBLE), 0) AS largest_share,
  CAST(s.top_10 AS DOUBLE) / NULLIF(CAST(s.amount AS DOUBLE), 0) AS top_10_share,
  CAST(s.top_10_percent AS DOUBLE) / NULLIF(CAST(s.amount AS DOUBLE), 0) AS top_10_percent_share,
  CAST(s.top_20_percent AS DOUBLE) / NULLIF(CAST(s.amount AS DOUBLE), 0) AS top_20_percent_share,
  CAST(2 * s.ranked_amount AS DOUBLE) / NULLIF(s.donors * CAST(s.amount AS DOUBLE), 0)
    - CAST(s.donors + 1 AS DOUBLE) / NULLIF(s.donors, 0) AS gini,
  s.donors < 5 AS is_small
FROM summed s
JOIN fiscal_calendar y ON y.fiscal_year = s.fiscal_year
