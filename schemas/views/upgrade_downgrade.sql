-- How many of the donors who stayed gave more, the same, or less.
-- grain: one row per unit and fiscal year with donors who gave in the year before too.
-- unit: person and household, in the column unit.
-- formula: retained = upgraded + same + downgraded, by A(y) against A(y-1) to the cent; shares are of
--   retained_donors, low and high their Wilson interval; change = Σ (A(y) − A(y-1)) of each.
-- source: metrics "upgrade / downgrade / same".
-- edge cases: the running year shows as downgraded who has not given all yet (is_complete false);
--   from n = 100 on there is no interval; is_small marks fewer than 5 retained donors.
-- order by: unit, fiscal_year
WITH summed AS (
  SELECT
    unit,
    fiscal_year,
    is_complete,
    SUM(retained) AS retained_donors,
    SUM(upgraded) AS upgraded_donors,
    SUM(same) AS same_donors,
    SUM(downgraded) AS downgraded_donors,
    SUM(upgraded * change) AS upgraded_change,
    SUM(downgraded * change) AS downgraded_change,
    SUM(retained * change) AS net_change
  FROM retention_detail
  GROUP BY unit, fiscal_year, is_complete
  HAVING SUM(retained) > 0
)
SELECT
  s.unit,
  s.fiscal_year,
  s.is_complete,
  s.retained_donors,
  s.upgraded_donors,
  s.same_donors,
  s.downgraded_donors,
  CAST(s.upgraded_donors AS DOUBLE) / NULLIF(s.retained_donors, 0) AS upgraded_share,
  u.low AS upgraded_low,
  u.high AS upgraded_high,
  CAST(s.same_donors AS DOUBLE) / NULLIF(s.retained_donors, 0) AS same_share,
  CAST(s.downgraded_donors AS DOUBLE) / NULLIF(s.retained_donors, 0) AS downgraded_share,
  d.low AS downgraded_low,
  d.high AS downgraded_high,
  CAST(s.upgraded_change AS DECIMAL(18, 2)) AS upgraded_change,
  CAST(s.downgraded_change AS DECIMAL(18, 2)) AS downgraded_change,
  CAST(s.net_change AS DECIMAL(18, 2)) AS net_change,
  s.retained_donors < 5 AS is_small
FROM summed s
LEFT JOIN wilson_interval u ON u.n = s.retained_donors AND u.successes = s.upgraded_donors
LEFT JOIN wilson_interval d ON d.n = s.retained_donors AND d.successes = s.downgraded_donors
