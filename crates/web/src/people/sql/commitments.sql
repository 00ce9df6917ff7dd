SELECT
  c.commitment_key,
  c.source,
  c.kind,
  c.amount_per_period,
  c.total_pledged,
  c.currency,
  c.frequency,
  c.start_date,
  c.end_date,
  c.status
FROM commitment c
WHERE c.source_record_key IN (SELECT source_record_key FROM crosswalk WHERE constituent_id = ${id})
ORDER BY c.start_date DESC, c.commitment_key
