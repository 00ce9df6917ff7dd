WITH own_record AS (
  SELECT source_record_key FROM crosswalk WHERE constituent_id = ${id}
), own_gift AS (
  SELECT gift_key FROM gift_net WHERE constituent_id = ${id}
  UNION
  SELECT gift_key FROM gift WHERE source_record_key IN (SELECT source_record_key FROM own_record)
)
SELECT
  g.gift_key,
  g.source,
  g.source_record_key,
  g.kind,
  g.amount,
  g.currency,
  g.gift_date,
  g.payment_method,
  g.status,
  g.is_anonymous,
  g.commitment_key,
  g.campaign,
  g.appeal,
  n.adjustment,
  n.net_amount,
  n.fiscal_year,
  COALESCE(n.is_counted, FALSE) AS is_counted,
  COALESCE(n.counted_kind, FALSE) AS counted_kind,
  d.kept_gift_key,
  d.basis AS duplicate_basis
FROM own_gift o
JOIN gift g ON g.gift_key = o.gift_key
LEFT JOIN gift_net n ON n.gift_key = g.gift_key
LEFT JOIN duplicate_gift d ON d.gift_key = g.gift_key
WHERE n.gift_key IS NULL OR n.constituent_id = ${id}
ORDER BY g.gift_date DESC, g.gift_key
