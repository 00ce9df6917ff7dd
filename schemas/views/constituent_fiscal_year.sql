-- What each constituent gave in each of its giving years.
-- grain: one row per constituent and fiscal year whose net giving is above 0.
-- unit: constituent.
-- formula: amount = A(u,y) = Σ net_amount of counted gifts in the year; D(y) = the rows of year y;
--   first_fiscal_year = F(u).
-- source: metrics D(y), A(u,y), F(u); unit_fy of the FEP-style core classification.
-- edge cases: a year whose refunds eat its gifts is not a giving year; gifts counts the gifts that
--   stayed; gifts of anonymous and unknown givers belong to nobody and are left out.
-- cached: yes
WITH yearly AS (
  SELECT
    constituent_id,
    fiscal_year,
    SUM(net_amount) AS amount,
    COUNT(*) FILTER (WHERE net_amount > 0) AS gifts,
    MAX(net_amount) AS largest_gift,
    MIN(CASE WHEN net_amount > 0 THEN gift_date END) AS first_gift_date,
    MAX(CASE WHEN net_amount > 0 THEN gift_date END) AS last_gift_date
  FROM (SELECT constituent_id, fiscal_year, net_amount, gift_date FROM gift_net WHERE is_counted AND constituent_id IS NOT NULL) counted
  GROUP BY constituent_id, fiscal_year
  HAVING SUM(net_amount) > 0
)
SELECT
  constituent_id,
  fiscal_year,
  CAST(amount AS DECIMAL(18, 2)) AS amount,
  gifts,
  largest_gift,
  first_gift_date,
  last_gift_date,
  MIN(fiscal_year) OVER (PARTITION BY constituent_id) AS first_fiscal_year
FROM yearly
