SELECT
  t.term_key,
  t.source,
  t.level,
  t.start_date,
  t.end_date,
  t.join_date,
  t.status,
  t.dues,
  t.currency,
  t.is_lifetime,
  b.term_key IS NOT NULL AS is_counted
FROM membership_term t
LEFT JOIN membership_term_best b ON b.term_key = t.term_key AND b.source = t.source AND b.constituent_id = ${id}
WHERE t.source_record_key IN (SELECT source_record_key FROM crosswalk WHERE constituent_id = ${id})
ORDER BY t.start_date DESC, t.term_key
