SELECT e.*
FROM consent_event e
WHERE e.source_record_key IN (SELECT source_record_key FROM crosswalk WHERE constituent_id = ${id})
ORDER BY e.effective_at DESC, e.channel, e.source_record_key
