WITH donor_by_now_before AS (
  SELECT g.constituent_id, SUM(g.net_amount) AS amount
  FROM gift_net g
  CROSS JOIN data_horizon h
  WHERE g.is_counted
    AND g.fiscal_year = h.fiscal_year - 1
    AND g.gift_date <= h.as_of - INTERVAL '1' YEAR
  GROUP BY g.constituent_id
), by_now_before AS (
  SELECT
    SUM(amount) AS raised,
    COUNT(*) FILTER (WHERE constituent_id IS NOT NULL AND amount > 0) AS donors
  FROM donor_by_now_before
), kinds AS (
  SELECT COUNT(*) FILTER (WHERE kind = 'organization') AS organizations FROM constituent
), members AS (
  SELECT
    SUM(CASE WHEN membership_status = 'current' THEN constituents END) AS current_members,
    SUM(CASE WHEN membership_status = 'grace' THEN constituents END) AS grace_members
  FROM membership_by_status
)
SELECT
  h.as_of,
  h.fiscal_year,
  q.constituents,
  k.organizations,
  q.source_records,
  q.duplicates_merged,
  COALESCE(y.donors, 0) AS donors,
  b.donors AS donors_by_now_before,
  COALESCE(y.amount, 0) AS raised,
  COALESCE(b.raised, 0) AS raised_by_now_before,
  COALESCE(m.current_members, 0) AS active_members,
  COALESCE(m.grace_members, 0) AS members_in_grace
FROM data_horizon h
CROSS JOIN data_quality q
CROSS JOIN kinds k
CROSS JOIN by_now_before b
CROSS JOIN members m
LEFT JOIN giving_by_year y ON y.fiscal_year = h.fiscal_year
