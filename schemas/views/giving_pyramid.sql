-- How many donors give how much: the pyramid of each fiscal year.
-- grain: one row per unit, fiscal year with donors and giving band (empty bands too).
-- unit: person and household, in the column unit.
-- formula: bands by a donor's net giving of the whole year, half-open [lowest, below): micro 0.01
--   to 100, small to 500, midsize to 5,000, major to 50,000, supersize above; shares of the year's
--   donors and money; cumulative from the top band down.
-- source: FEP Quarterly band names; the bounds are giving_band's.
-- edge cases: exactly 100.00 is micro; unknown givers are in no band; band_order 1 is the top; is_small
--   marks bands of fewer than 5 donors.
-- order by: unit, fiscal_year, band_order
WITH banded AS (
  SELECT f.unit, f.fiscal_year, b.band, COUNT(*) AS donors, SUM(f.amount) AS amount
  FROM unit_fiscal_year f
  JOIN giving_band b ON f.amount >= b.lowest AND (b.below IS NULL OR f.amount < b.below)
  GROUP BY f.unit, f.fiscal_year, b.band
), filled AS (
  SELECT
    y.unit, y.fiscal_year, y.is_complete, b.band_order, b.band,
    COALESCE(n.donors, 0) AS donors,
    CAST(COALESCE(n.amount, 0) AS DECIMAL(18, 2)) AS amount
  FROM (
    SELECT DISTINCT n.unit, n.fiscal_year, k.is_complete FROM banded n JOIN fiscal_calendar k ON k.fiscal_year = n.fiscal_year
  ) y
  CROSS JOIN giving_band b
  LEFT JOIN banded n ON n.unit = y.unit AND n.fiscal_year = y.fiscal_year AND n.band = b.band
)
SELECT
  unit,
  fiscal_year,
  is_complete,
  band_order,
  band,
  donors,
  amount,
  CAST(donors AS DOUBLE) / NULLIF(SUM(donors) OVER (PARTITION BY unit, fiscal_year), 0) AS share_of_donors,
  CAST(amount AS DOUBLE) / NULLIF(CAST(SUM(amount) OVER (PARTITION BY unit, fiscal_year) AS DOUBLE), 0) AS share_of_amount,
  CAST(SUM(donors) OVER (PARTITION BY unit, fiscal_year ORDER BY band_order) AS BIGINT) AS cumulative_donors,
  CAST(SUM(amount) OVER (PARTITION BY unit, fiscal_year ORDER BY band_order) AS DECIMAL(18, 2)) AS cumulative_amount,
  CAST(SUM(amount) OVER (PARTITION BY unit, fiscal_year ORDER BY band_order) AS DOUBLE)
    / NULLIF(CAST(SUM(amount) OVER (PARTITION BY unit, fiscal_year) AS DOUBLE), 0) AS cumulative_share_of_amount,
  donors < 5 AS is_small
FROM filled
