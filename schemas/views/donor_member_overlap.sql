-- Donors and members: who is both.
-- grain: four rows, donor yes/no by member yes/no.
-- unit: constituent.
-- formula: is_donor = net giving of the 12 months up to the data horizon above 0; is_member =
--   current or grace; amount = that giving; share = of all constituents.
-- source: metrics "donor ∩ member: 2×2 counts and $ at unit level".
-- edge cases: dues make nobody a donor; the rows add up to all constituents, the dead included; an
--   empty cell is a row of zeros.
-- order by: is_donor DESC, is_member DESC
WITH cell AS (
  SELECT is_donor, is_member
  FROM (VALUES (TRUE, TRUE), (TRUE, FALSE), (FALSE, TRUE), (FALSE, FALSE)) AS cells (is_donor, is_member)
), person AS (
  SELECT
    s.constituent_id,
    COALESCE(g.amount_12_months, 0) > 0 AS is_donor,
    s.membership_status IN ('current', 'grace') AS is_member,
    COALESCE(g.amount_12_months, 0) AS amount
  FROM membership_status s
  LEFT JOIN constituent_giving g ON g.constituent_id = s.constituent_id
), counted AS (
  SELECT is_donor, is_member, COUNT(*) AS constituents, SUM(amount) AS amount FROM person GROUP BY is_donor, is_member
)
SELECT
  c.is_donor,
  c.is_member,
  COALESCE(n.constituents, 0) AS constituents,
  CAST(COALESCE(n.amount, 0) AS DECIMAL(18, 2)) AS amount,
  CAST(n.amount AS DOUBLE) / NULLIF(n.constituents, 0) AS average_amount,
  CAST(COALESCE(n.constituents, 0) AS DOUBLE) / NULLIF(SUM(n.constituents) OVER (), 0) AS share
FROM cell c
LEFT JOIN counted n ON n.is_donor = c.is_donor AND n.is_member = c.is_member
