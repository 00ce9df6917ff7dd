-- Donors and members: who is both, and what they give.
-- grain: four rows per unit, donor yes/no by member yes/no.
-- unit: person and household, in the column unit.
-- formula: is_donor = net giving of the 12 months up to the data horizon above 0; is_member = any of the
--   unit is current or in grace; amount = that giving; share = of all units; lifetime_amount = all that
--   the cell's units ever gave. The share of members who also give = the cell of both / both cells of
--   members; average_amount of members beside non-members is the gift lift, a description.
-- source: metrics "donor ∩ member: 2×2 counts and $ at unit level".
-- edge cases: dues make nobody a donor; the rows of a unit add up to all of them, the dead included; an
--   empty cell is a row of zeros; is_small marks fewer than 5 units.
-- order by: unit, is_donor DESC, is_member DESC
WITH cell AS (
  SELECT unit, is_donor, is_member
  FROM (
    VALUES ('person', TRUE, TRUE), ('person', TRUE, FALSE), ('person', FALSE, TRUE), ('person', FALSE, FALSE),
      ('household', TRUE, TRUE), ('household', TRUE, FALSE), ('household', FALSE, TRUE), ('household', FALSE, FALSE)
  ) AS cells (unit, is_donor, is_member)
), member AS (
  SELECT
    u.unit,
    u.unit_id,
    MAX(CASE WHEN s.membership_status IN ('current', 'grace') THEN 1 ELSE 0 END) = 1 AS is_member,
    SUM(COALESCE(g.amount_12_months, 0)) AS amount,
    SUM(COALESCE(g.lifetime_amount, 0)) AS lifetime_amount
  FROM unit_member u
  JOIN membership_status s ON s.constituent_id = u.constituent_id
  LEFT JOIN constituent_giving g ON g.constituent_id = u.constituent_id
  GROUP BY u.unit, u.unit_id
), counted AS (
  SELECT
    unit, amount > 0 AS is_donor, is_member,
    COUNT(*) AS units, SUM(amount) AS amount, SUM(lifetime_amount) AS lifetime_amount
  FROM member
  GROUP BY unit, amount > 0, is_member
)
SELECT
  c.unit,
  c.is_donor,
  c.is_member,
  COALESCE(n.units, 0) AS constituents,
  CAST(COALESCE(n.amount, 0) AS DECIMAL(18, 2)) AS amount,
  CAST(COALESCE(n.lifetime_amount, 0) AS DECIMAL(18, 2)) AS lifetime_amount,
  CAST(n.amount AS DOUBLE) / NULLIF(n.units, 0) AS average_amount,
  CAST(COALESCE(n.units, 0) AS DOUBLE) / NULLIF(SUM(n.units) OVER (PARTITION BY c.unit), 0) AS share,
  COALESCE(n.units, 0) < 5 AS is_small
FROM cell c
LEFT JOIN counted n ON n.unit = c.unit AND n.is_donor = c.is_donor AND n.is_member = c.is_member
