SELECT h.*
FROM household h
WHERE h.household_id IN (SELECT household_id FROM household_member WHERE constituent_id = ${id})
