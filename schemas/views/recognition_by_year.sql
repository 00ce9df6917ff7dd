-- For what each constituent is thanked: own gifts and those it is credited with.
-- grain: one row per constituent and fiscal year with a hard or soft credit of a counted gift.
-- unit: constituent.
-- formula: hard_amount = Σ net_amount of the gifts that it legally gave; soft_amount = Σ of the soft
--   credits, each no more than what stayed of the gift; recognition_amount = both.
-- source: metrics "default unit: party for recognition"; soft credits recognise and never count as
--   money.
-- edge cases: one gift recognises one constituent once: whoever gave it has no soft credit of it, and of
--   several soft credits the largest counts; recognition of several constituents is never added up;
--   soft credits of unknown records are left out; daf_attribution changes nothing here.
-- order by: fiscal_year, recognition_amount DESC, constituent_id
WITH hard AS (
  SELECT legal_constituent_id AS constituent_id, fiscal_year, gift_key, net_amount AS amount
  FROM gift_net
  WHERE is_counted AND legal_constituent_id IS NOT NULL
), soft AS (
  SELECT x.constituent_id, g.fiscal_year, g.gift_key, LEAST(MAX(c.amount), MAX(g.net_amount)) AS amount
  FROM gift_credit c
  JOIN gift_net g ON g.gift_key = c.gift_key
  JOIN crosswalk x ON x.source_record_key = c.source_record_key
  WHERE c.credit_type = 'soft' AND g.is_counted
    AND (g.legal_constituent_id IS NULL OR g.legal_constituent_id <> x.constituent_id)
  GROUP BY x.constituent_id, g.fiscal_year, g.gift_key
), credit AS (
  SELECT constituent_id, fiscal_year, amount AS hard_amount, 0 AS soft_amount FROM hard
  UNION ALL
  SELECT constituent_id, fiscal_year, 0 AS hard_amount, amount AS soft_amount FROM soft
)
SELECT
  constituent_id,
  fiscal_year,
  COUNT(*) FILTER (WHERE hard_amount > 0) AS hard_gifts,
  CAST(SUM(hard_amount) AS DECIMAL(18, 2)) AS hard_amount,
  COUNT(*) FILTER (WHERE soft_amount > 0) AS soft_gifts,
  CAST(SUM(soft_amount) AS DECIMAL(18, 2)) AS soft_amount,
  CAST(SUM(hard_amount + soft_amount) AS DECIMAL(18, 2)) AS recognition_amount
FROM credit
GROUP BY constituent_id, fiscal_year
