-- Gains, losses and the net of each fiscal year.
-- grain: one row per fiscal year in which, or before which, anybody gave.
-- unit: constituent.
-- formula: gains = new + recaptured + upgraded change; losses = −(downgraded + lapsed change);
--   net_change = gains − losses = amount − prior_amount; donor_gains = new + recaptured,
--   donor_losses = lapsed; loss_per_100_gained = 100 × losses / gains.
-- source: FEP gain/loss report (2017: 99 donors and $95 lost per 100 gained).
-- edge cases: no gains gives no ratio; amount leaves out what unknown givers gave (no donor, no
--   change); donors = retained + new + recaptured, prior_donors = retained + lapsed.
-- order by: fiscal_year
SELECT
  fiscal_year,
  is_complete,
  COUNT(*) FILTER (WHERE prior_amount > 0) AS prior_donors,
  COUNT(*) FILTER (WHERE amount > 0) AS donors,
  COUNT(*) FILTER (WHERE prior_amount > 0 AND amount > 0) AS retained_donors,
  COUNT(*) FILTER (WHERE category IN ('new', 'recaptured')) AS donor_gains,
  COUNT(*) FILTER (WHERE category IN ('lapsed_new', 'lapsed_repeat')) AS donor_losses,
  CAST(SUM(prior_amount) AS DECIMAL(18, 2)) AS prior_amount,
  CAST(SUM(amount) AS DECIMAL(18, 2)) AS amount,
  CAST(SUM(CASE WHEN change > 0 THEN change ELSE 0 END) AS DECIMAL(18, 2)) AS gains,
  CAST(SUM(CASE WHEN change < 0 THEN -change ELSE 0 END) AS DECIMAL(18, 2)) AS losses,
  CAST(SUM(change) AS DECIMAL(18, 2)) AS net_change,
  CAST(100 * SUM(CASE WHEN change < 0 THEN -change ELSE 0 END) AS DOUBLE)
    / NULLIF(CAST(SUM(CASE WHEN change > 0 THEN change ELSE 0 END) AS DOUBLE), 0) AS loss_per_100_gained,
  CAST(100 * COUNT(*) FILTER (WHERE category IN ('lapsed_new', 'lapsed_repeat')) AS DOUBLE)
    / NULLIF(COUNT(*) FILTER (WHERE category IN ('new', 'recaptured')), 0) AS donors_lost_per_100_gained
FROM donor_lifecycle
GROUP BY fiscal_year, is_complete
