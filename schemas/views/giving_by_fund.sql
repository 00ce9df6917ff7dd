-- What was given for which fund, fiscal year by fiscal year.
-- grain: one row per fiscal year and fund with a counted gift.
-- unit: part of a gift.
-- formula: amount = Σ the parts of counted gifts (gift_allocation); of a gift that went back in part,
--   each part shrinks alike.
-- source: metrics identity "Σ gift_allocation = gift.amount".
-- edge cases: gifts whose source states no fund read "none stated"; the funds of a year add up to
--   giving_by_year, to the cent but for partial refunds of split gifts; is_small marks fewer than 5
--   donors.
-- order by: fiscal_year, amount DESC, fund
WITH part AS (
  SELECT
    g.fiscal_year,
    g.constituent_id,
    g.gift_key,
    COALESCE(a.fund, 'none stated') AS fund,
    CASE
      WHEN a.gift_key IS NULL THEN g.net_amount
      WHEN g.adjustment = 0 THEN a.amount
      ELSE CAST(CAST(a.amount * g.net_amount AS DOUBLE) / NULLIF(CAST(g.amount AS DOUBLE), 0) AS DECIMAL(18, 2))
    END AS amount
  FROM gift_net g
  LEFT JOIN gift_allocation a ON a.gift_key = g.gift_key
  WHERE g.is_counted
)
SELECT
  fiscal_year,
  fund,
  COUNT(DISTINCT CASE WHEN amount > 0 THEN gift_key END) AS gifts,
  COUNT(DISTINCT CASE WHEN amount > 0 THEN constituent_id END) AS donors,
  CAST(SUM(amount) AS DECIMAL(18, 2)) AS amount,
  COUNT(DISTINCT CASE WHEN amount > 0 THEN constituent_id END) < 5 AS is_small
FROM part
GROUP BY fiscal_year, fund
