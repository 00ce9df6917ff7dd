SELECT
  c.gift_key,
  c.role,
  c.amount,
  g.currency,
  g.gift_date,
  g.kind,
  g.campaign,
  g.status,
  x.constituent_id AS donor_id,
  d.gift_key IS NOT NULL AS is_duplicate
FROM gift_credit c
JOIN gift g ON g.gift_key = c.gift_key
LEFT JOIN crosswalk x ON x.source_record_key = g.source_record_key
LEFT JOIN duplicate_gift d ON d.gift_key = c.gift_key
WHERE c.credit_type = 'soft'
  AND c.source_record_key IN (SELECT source_record_key FROM crosswalk WHERE constituent_id = ${id})
ORDER BY g.gift_date DESC, c.gift_key, c.role
