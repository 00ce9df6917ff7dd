-- Who makes up each unit that figures count: each person alone, and each household together.
-- grain: one row per unit and constituent; every constituent stands in one person and one household.
-- unit: person (a constituent) and household; a constituent without one is a household of one.
-- formula: unit = person: unit_id = constituent_id; unit = household: unit_id = household_id, else
--   constituent_id.
-- source: metrics convention "unit U ∈ {party, household}: household roll-up = max(household_id, party_id)".
-- edge cases: organisations are persons and households of one; figures of the two units are never
--   added: whoever reads a view with a unit column asks for one of them.
-- cached: yes
SELECT 'person' AS unit, constituent_id AS unit_id, constituent_id FROM constituent
UNION ALL
SELECT 'household' AS unit, COALESCE(household_id, constituent_id) AS unit_id, constituent_id FROM constituent
