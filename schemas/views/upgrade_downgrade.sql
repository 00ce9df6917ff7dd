-- How many of the donors who stayed gave more, the same, or less.
-- grain: one row per unit and fiscal year with donors who gave in the year before too.
-- unit: person and household, in the column unit.
-- formula: retained = upgraded + same + downgraded, by A(y) against A(y-1) to the cent; shares are of
--   retained_donors; change = Σ (A(y) − A(y-1)) of each.
-- source: metrics "upgrade / downgrade / same".
-- edge cases: the running year shows as downgraded who has not given all yet (is_complete false);
--   is_small marks fewer than 5 retained donors.
-- order by: unit, fiscal_year
SELECT
  unit,
  fiscal_year,
  is_complete,
  SUM(retained) AS retained_donors,
  SUM(upgraded) AS upgraded_donors,
  SUM(same) AS same_donors,
  SUM(downgraded) AS downgraded_donors,
  CAST(SUM(upgraded) AS DOUBLE) / NULLIF(SUM(retained), 0) AS upgraded_share,
  CAST(SUM(same) AS DOUBLE) / NULLIF(SUM(retained), 0) AS same_share,
  CAST(SUM(downgraded) AS DOUBLE) / NULLIF(SUM(retained), 0) AS downgraded_share,
  CAST(SUM(upgraded * change) AS DECIMAL(18, 2)) AS upgraded_change,
  CAST(SUM(downgraded * change) AS DECIMAL(18, 2)) AS downgraded_change,
  CAST(SUM(retained * change) AS DECIMAL(18, 2)) AS net_change,
  SUM(retained) < 5 AS is_small
FROM retention_detail
GROUP BY unit, fiscal_year, is_complete
HAVING SUM(retained) > 0
