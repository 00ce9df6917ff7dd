SELECT m.constituent_id, m.basis
FROM household_member m
WHERE m.household_id IN (SELECT household_id FROM household_member WHERE constituent_id = ${id})
ORDER BY m.constituent_id
