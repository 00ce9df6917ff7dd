-- Gains, losses and the net of each fiscal year.
-- grain: one row per unit and fiscal year in which, or before which, anybody gave.
-- unit: person and household, in the column unit.
-- formula: gains = new + recaptured + upgraded change; losses = −(downgraded + lapsed change);
--   net_change = gains − losses = amount − prior_amount; donor_gains = new + recaptured,
--   donor_losses = lapsed; loss_per_100_gained = 100 × losses / gains.
-- source: FEP gain/loss report (2017: 99 donors and $95 lost per 100 gained).
-- edge cases: no gains gives no ratio; amount leaves out what unknown givers gave (no donor, no
--   change); donors = retained + new + recaptured, prior_donors = retained + lapsed; is_small marks
--   years in which fewer than 5 units gained or lost.
-- order by: unit, fiscal_year
SELECT
  unit,
  fiscal_year,
  is_complete,
  SUM(prior_donor) AS prior_donors,
  SUM(donor) AS donors,
  SUM(retained) AS retained_donors,
  SUM(new + recaptured) AS donor_gains,
  SUM(lapsed_new + lapsed_repeat) AS donor_losses,
  CAST(SUM(prior_amount) AS DECIMAL(18, 2)) AS prior_amount,
  CAST(SUM(amount) AS DECIMAL(18, 2)) AS amount,
  CAST(SUM(gain) AS DECIMAL(18, 2)) AS gains,
  CAST(SUM(loss) AS DECIMAL(18, 2)) AS losses,
  CAST(SUM(change) AS DECIMAL(18, 2)) AS net_change,
  CAST(100 * SUM(loss) AS DOUBLE) / NULLIF(CAST(SUM(gain) AS DOUBLE), 0) AS loss_per_100_gained,
  CAST(100 * SUM(lapsed_new + lapsed_repeat) AS DOUBLE) / NULLIF(SUM(new + recaptured), 0) AS donors_lost_per_100_gained,
  SUM(new + recaptured + lapsed_new + lapsed_repeat) < 5 AS is_small
FROM retention_detail
GROUP BY unit, fiscal_year, is_complete
