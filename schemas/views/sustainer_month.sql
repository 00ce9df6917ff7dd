-- Which units were sustainers at the end of which month, and of how much a month.
-- grain: one row per unit and complete month at whose end it was an active sustainer.
-- unit: person and household, in the column unit: ask for one of them.
-- formula: active = a payment is alive on the month's last day (sustainer_payment); monthly_amount =
--   Σ over its plans of the monthly equivalent of that payment.
-- source: metrics "sustainer active at t", "MRR".
-- edge cases: a payment is alive for 1.5 periods + 15 days, so that one late payment ends nothing;
--   the running month is left out; previous_month_number, next_month_number are the unit's own
--   neighbouring active months.
-- cached: yes
WITH active AS (
  SELECT p.unit, p.unit_id, m.month, m.month_number, m.fiscal_year, SUM(p.monthly_amount) AS monthly_amount
  FROM sustainer_payment p
  JOIN month_calendar m
    ON m.is_complete
    AND date_diff('day', DATE '1970-01-01', m.month_end) >= p.day_number
    AND date_diff('day', DATE '1970-01-01', m.month_end) <= p.alive_until
  GROUP BY p.unit, p.unit_id, m.month, m.month_number, m.fiscal_year
)
SELECT
  unit,
  unit_id,
  month,
  month_number,
  fiscal_year,
  CAST(monthly_amount AS DECIMAL(18, 2)) AS monthly_amount,
  LAG(month_number) OVER (PARTITION BY unit, unit_id ORDER BY month_number) AS previous_month_number,
  CAST(LAG(monthly_amount) OVER (PARTITION BY unit, unit_id ORDER BY month_number) AS DECIMAL(18, 2)) AS previous_monthly_amount,
  LEAD(month_number) OVER (PARTITION BY unit, unit_id ORDER BY month_number) AS next_month_number
FROM active
