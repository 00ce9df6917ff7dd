-- What came in month by month.
-- grain: one row per calendar month, from the first fiscal year known to the data horizon.
-- unit: gifts, and the constituents who gave them.
-- formula: amount = Σ net_amount of counted gifts given in the month (refunds against the original
--   gift); cash_amount = Σ counted cash movements of the month (refunds in their own month);
--   dues_amount = Σ net membership dues paid in the month.
-- source: metrics conventions g and cash view.
-- edge cases: months without gifts are rows of zeros; cash received before the first fiscal year or
--   after the horizon's month is not shown; gifts of unknown givers count as money and as gifts,
--   never as donors; is_small marks fewer than 5 donors.
-- order by: month
WITH given AS (
  SELECT
    CAST(date_trunc('month', gift_date) AS DATE) AS month_start,
    COUNT(*) FILTER (WHERE is_counted AND net_amount > 0) AS gifts,
    COUNT(DISTINCT CASE WHEN is_counted AND net_amount > 0 THEN constituent_id END) AS donors,
    SUM(CASE WHEN is_counted THEN net_amount END) AS amount,
    SUM(CASE WHEN kind = 'membership_dues' AND currency = '${currency}' THEN net_amount END) AS dues_amount
  FROM gift_net
  GROUP BY CAST(date_trunc('month', gift_date) AS DATE)
), cash AS (
  SELECT CAST(date_trunc('month', cash_date) AS DATE) AS month_start, SUM(amount) AS amount
  FROM gift_cash
  WHERE is_counted
  GROUP BY CAST(date_trunc('month', cash_date) AS DATE)
)
SELECT
  c.month,
  c.fiscal_year,
  COALESCE(g.gifts, 0) AS gifts,
  COALESCE(g.donors, 0) AS donors,
  CAST(COALESCE(g.amount, 0) AS DECIMAL(18, 2)) AS amount,
  CAST(COALESCE(k.amount, 0) AS DECIMAL(18, 2)) AS cash_amount,
  CAST(COALESCE(g.dues_amount, 0) AS DECIMAL(18, 2)) AS dues_amount,
  COALESCE(g.donors, 0) < 5 AS is_small
FROM month_calendar c
LEFT JOIN given g ON g.month_start = c.month
LEFT JOIN cash k ON k.month_start = c.month
