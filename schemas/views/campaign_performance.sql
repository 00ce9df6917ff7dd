-- What each campaign brought, fiscal year by fiscal year.
-- grain: one row per fiscal year and campaign with a counted gift.
-- unit: gift; givers as persons (donors) and as households.
-- formula: amount = Σ net_amount of counted gifts; gifts = those that stayed; average_gift = amount of
--   these / gifts; donors = distinct givers of a gift that stayed; new_donors = those whose first gift
--   ever it was, new_amount = these first gifts; share = of the fiscal year's amount.
-- source: metrics "campaign": one gift → one appeal, no attribution window.
-- edge cases: names are the sources' own spelling; without one they read "none stated"; givers that
--   nobody knows are money, not donors; costs and letters sent are not in the lake: no return on
--   investment and no response rate; is_small marks fewer than 5 donors.
-- order by: fiscal_year, amount DESC, campaign
SELECT
  fiscal_year,
  campaign,
  SUM(gifts) AS gifts,
  COUNT(DISTINCT CASE WHEN gifts = 1 THEN constituent_id END) AS donors,
  COUNT(DISTINCT CASE WHEN gifts = 1 THEN household_unit_id END) AS households,
  COUNT(*) FILTER (WHERE is_first_gift) AS new_donors,
  CAST(SUM(amount) AS DECIMAL(18, 2)) AS amount,
  CAST(SUM(CASE WHEN is_first_gift THEN amount ELSE 0 END) AS DECIMAL(18, 2)) AS new_amount,
  CAST(SUM(gifts * amount) AS DOUBLE) / NULLIF(SUM(gifts), 0) AS average_gift,
  MAX(amount) AS largest_gift,
  CAST(SUM(amount) AS DOUBLE) / NULLIF(CAST(SUM(SUM(amount)) OVER (PARTITION BY fiscal_year) AS DOUBLE), 0) AS share,
  COUNT(DISTINCT CASE WHEN gifts = 1 THEN constituent_id END) < 5 AS is_small
FROM giving_detail
GROUP BY fiscal_year, campaign
