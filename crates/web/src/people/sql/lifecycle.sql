SELECT
  h.as_of,
  h.fiscal_year,
  l.is_complete,
  COALESCE(l.category, CASE WHEN g.last_fiscal_year IS NOT NULL THEN 'long_lapsed' ELSE 'never' END) AS lifecycle
FROM data_horizon h
LEFT JOIN donor_lifecycle l ON l.fiscal_year = h.fiscal_year AND l.unit = 'person' AND l.unit_id = ${id}
LEFT JOIN constituent_giving g ON g.constituent_id = ${id}
