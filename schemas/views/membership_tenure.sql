-- How long each member has been one.
-- grain: one row per constituent that is a member (current or in grace) at the data horizon.
-- unit: constituent.
-- formula: tenure_years = days from the first day of the current spell to the data horizon / 365.25;
--   tenure_band = under 1, 1 to 2, 3 to 4, 5 to 9, 10 years and more; first_joined is the earliest known.
-- source: metrics "tenure: now − first start of current spell; a spell breaks if the gap is longer than
--   grace".
-- edge cases: who lapsed and came back starts anew (first_joined still tells); lifetime members are
--   there; people without a term are not.
-- order by: tenure_years DESC, constituent_id
WITH member AS (
  SELECT
    s.constituent_id, s.membership_status, COALESCE(s.level, 'none stated') AS level, s.member_since, s.first_joined, s.is_lifetime,
    CAST(date_diff('day', s.member_since, h.as_of) AS DOUBLE) / 365.25 AS tenure_years
  FROM membership_status s
  CROSS JOIN data_horizon h
  WHERE s.membership_status IN ('current', 'grace')
)
SELECT
  constituent_id,
  membership_status,
  level,
  member_since,
  first_joined,
  is_lifetime,
  tenure_years,
  CASE
    WHEN tenure_years < 1 THEN 1 WHEN tenure_years < 3 THEN 2 WHEN tenure_years < 5 THEN 3 WHEN tenure_years < 10 THEN 4 ELSE 5
  END AS band_order,
  CASE
    WHEN tenure_years < 1 THEN 'under 1 year' WHEN tenure_years < 3 THEN '1 to 2 years' WHEN tenure_years < 5 THEN '3 to 4 years'
    WHEN tenure_years < 10 THEN '5 to 9 years' ELSE '10 years and more'
  END AS tenure_band
FROM member
