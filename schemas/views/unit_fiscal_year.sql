-- What each unit gave in each of its giving years.
-- grain: one row per unit and fiscal year whose net giving is above 0.
-- unit: person and household, in the column unit.
-- formula: amount = A(u,y) = Σ net_amount of counted gifts in the year; D(y) = the rows of year y;
--   first_fiscal_year = F(u); earlier_year, next_year = the giving years beside this one;
--   earlier_amount, next_amount = what was given in them.
-- source: metrics D(y), A(u,y), F(u); unit_fy of the FEP-style core classification.
-- edge cases: a year whose refunds eat its gifts is not a giving year; gifts counts the gifts that
--   stayed; gifts of anonymous and unknown givers belong to nobody and are left out; a household of
--   two givers is one donor.
-- cached: yes
WITH yearly AS (
  SELECT
    unit,
    unit_id,
    fiscal_year,
    CAST(SUM(amount) AS DECIMAL(18, 2)) AS amount,
    COUNT(*) FILTER (WHERE stayed) AS gifts,
    MAX(amount) AS largest_gift,
    MIN(CASE WHEN stayed THEN gift_date END) AS first_gift_date,
    MAX(CASE WHEN stayed THEN gift_date END) AS last_gift_date
  FROM unit_gift
  GROUP BY unit, unit_id, fiscal_year
  HAVING SUM(amount) > 0
)
SELECT
  unit,
  unit_id,
  fiscal_year,
  amount,
  gifts,
  largest_gift,
  first_gift_date,
  last_gift_date,
  MIN(fiscal_year) OVER (PARTITION BY unit, unit_id) AS first_fiscal_year,
  LAG(fiscal_year) OVER (PARTITION BY unit, unit_id ORDER BY fiscal_year) AS earlier_year,
  LAG(amount) OVER (PARTITION BY unit, unit_id ORDER BY fiscal_year) AS earlier_amount,
  LAG(fiscal_year, 2) OVER (PARTITION BY unit, unit_id ORDER BY fiscal_year) AS year_before_earlier,
  LEAD(fiscal_year) OVER (PARTITION BY unit, unit_id ORDER BY fiscal_year) AS next_year,
  LEAD(amount) OVER (PARTITION BY unit, unit_id ORDER BY fiscal_year) AS next_amount
FROM yearly
