-- Where the change of giving since last year came from, category by category.
-- grain: one row per unit, fiscal year and category that occurs.
-- unit: person and household, in the column unit.
-- formula: units, what they gave last year and this year, and change = Σ (A(y) − A(y-1)); direction
--   gain = new, recaptured, upgraded; loss = downgraded, lapsed_new, lapsed_repeat; none = same.
-- source: FEP gains and losses (survey instrument 1902; AFP 2599 "for every $6 raised, lose $5").
-- edge cases: the changes of one year add up to A(y) − A(y-1) to the cent (see gain_loss_total);
--   deceased_units counts the dead among the units, a loss that no appeal can win back; the running
--   year (is_complete false) shows gifts not yet made as losses;
--   is_small marks fewer than 5 units.
-- order by: unit, fiscal_year, category_order
SELECT
  unit,
  fiscal_year,
  is_complete,
  category,
  CASE
    WHEN category IN ('new', 'recaptured', 'upgraded') THEN 'gain'
    WHEN category = 'same' THEN 'none'
    ELSE 'loss'
  END AS direction,
  CASE category
    WHEN 'new' THEN 1 WHEN 'recaptured' THEN 2 WHEN 'upgraded' THEN 3 WHEN 'same' THEN 4
    WHEN 'downgraded' THEN 5 WHEN 'lapsed_new' THEN 6 ELSE 7
  END AS category_order,
  COUNT(*) AS units,
  COUNT(*) FILTER (WHERE is_deceased) AS deceased_units,
  CAST(SUM(prior_amount) AS DECIMAL(18, 2)) AS prior_amount,
  CAST(SUM(amount) AS DECIMAL(18, 2)) AS amount,
  CAST(SUM(change) AS DECIMAL(18, 2)) AS change,
  COUNT(*) < 5 AS is_small
FROM retention_detail
GROUP BY unit, fiscal_year, is_complete, category
