-- What each donor gave in all.
-- grain: one row per constituent with at least one counted gift.
-- unit: constituent.
-- formula: lifetime_amount = Σ net_amount of counted gifts; amount_this_year, amount_last_year =
--   A(u,y), A(u,y-1) for the data horizon's fiscal year y; amount_12_months = the 12 months that end
--   at the data horizon; giving_years = fiscal years with net giving above 0.
-- source: metrics "LTV historical" and rolling 12 months.
-- edge cases: fully refunded gifts count in no number and leave no date; someone whose every gift
--   went back has giving_years 0; dues are not giving.
-- cached: yes
WITH gift_of AS (
  SELECT
    g.constituent_id, g.gift_date, g.net_amount,
    g.net_amount > 0 AS stayed,
    g.gift_date > h.as_of - INTERVAL '12' MONTH AS is_recent,
    ROW_NUMBER() OVER (
      PARTITION BY g.constituent_id, g.net_amount > 0 ORDER BY g.gift_date, g.gift_key) AS from_first,
    ROW_NUMBER() OVER (
      PARTITION BY g.constituent_id, g.net_amount > 0 ORDER BY g.gift_date DESC, g.gift_key DESC) AS from_last
  FROM gift_net g
  CROSS JOIN data_horizon h
  WHERE g.is_counted AND g.constituent_id IS NOT NULL
), total AS (
  SELECT
    constituent_id,
    SUM(net_amount) AS lifetime_amount,
    COUNT(*) FILTER (WHERE stayed) AS gifts,
    MIN(CASE WHEN stayed THEN gift_date END) AS first_gift_date,
    MAX(CASE WHEN stayed AND from_first = 1 THEN net_amount END) AS first_gift_amount,
    MAX(CASE WHEN stayed THEN gift_date END) AS last_gift_date,
    MAX(CASE WHEN stayed AND from_last = 1 THEN net_amount END) AS last_gift_amount,
    MAX(CASE WHEN stayed THEN net_amount END) AS largest_gift,
    SUM(CASE WHEN is_recent THEN net_amount ELSE 0 END) AS amount_12_months
  FROM gift_of
  GROUP BY constituent_id
), yearly AS (
  SELECT
    f.unit_id AS constituent_id,
    COUNT(*) AS giving_years,
    MIN(f.fiscal_year) AS first_fiscal_year,
    MAX(f.fiscal_year) AS last_fiscal_year,
    SUM(CASE WHEN f.fiscal_year = h.fiscal_year THEN f.amount ELSE 0 END) AS amount_this_year,
    SUM(CASE WHEN f.fiscal_year = h.fiscal_year - 1 THEN f.amount ELSE 0 END) AS amount_last_year
  FROM unit_fiscal_year f
  CROSS JOIN data_horizon h
  WHERE f.unit = 'person'
  GROUP BY f.unit_id
)
SELECT
  t.constituent_id,
  CAST(t.lifetime_amount AS DECIMAL(18, 2)) AS lifetime_amount,
  t.gifts,
  t.first_gift_date,
  CAST(t.first_gift_amount AS DECIMAL(18, 2)) AS first_gift_amount,
  t.last_gift_date,
  CAST(t.last_gift_amount AS DECIMAL(18, 2)) AS last_gift_amount,
  CAST(t.largest_gift AS DECIMAL(18, 2)) AS largest_gift,
  CAST(t.amount_12_months AS DECIMAL(18, 2)) AS amount_12_months,
  COALESCE(y.giving_years, 0) AS giving_years,
  y.first_fiscal_year,
  y.last_fiscal_year,
  CAST(COALESCE(y.amount_this_year, 0) AS DECIMAL(18, 2)) AS amount_this_year,
  CAST(COALESCE(y.amount_last_year, 0) AS DECIMAL(18, 2)) AS amount_last_year
FROM total t
LEFT JOIN yearly y ON y.constituent_id = t.constituent_id
