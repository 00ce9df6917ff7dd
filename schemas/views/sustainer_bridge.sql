-- From the sustainers and the monthly recurring revenue of one month's end to the next.
-- grain: one row per unit and complete month since the first sustainer.
-- unit: person and household, in the column unit: the donor's view.
-- formula: mrr_end = mrr_start + new + reactivation + expansion − contraction − churn;
--   sustainers_end = sustainers_start + new + reactivated − churned, churned = cancelled + failed +
--   unknown; churn_rate = churned / sustainers_start, voluntary_rate = cancelled / sustainers_start,
--   involuntary_rate = failed / sustainers_start; low, high = the Wilson interval of the churn rate.
-- source: metrics "sustainer churn month m: lost(m)/active(start m)", "net MRR movement
--   new/expansion/contraction/churn/reactivation".
-- edge cases: somebody is lost in the first month at whose end no payment is alive; an empty start
--   gives no rate; from n = 100 on there is no interval; is_small marks fewer than 5 sustainers at the start.
-- order by: unit, month
WITH came AS (
  SELECT
    unit,
    month_number,
    COUNT(*) AS sustainers_end,
    SUM(monthly_amount) AS mrr_end,
    COUNT(*) FILTER (WHERE previous_month_number IS NULL) AS new_sustainers,
    SUM(CASE WHEN previous_month_number IS NULL THEN monthly_amount ELSE 0 END) AS new_mrr,
    COUNT(*) FILTER (WHERE previous_month_number < month_number - 1) AS reactivated,
    SUM(CASE WHEN previous_month_number < month_number - 1 THEN monthly_amount ELSE 0 END) AS reactivation_mrr,
    SUM(CASE
      WHEN previous_month_number = month_number - 1 AND monthly_amount > previous_monthly_amount
      THEN monthly_amount - previous_monthly_amount ELSE 0 END) AS expansion_mrr,
    SUM(CASE
      WHEN previous_month_number = month_number - 1 AND monthly_amount < previous_monthly_amount
      THEN previous_monthly_amount - monthly_amount ELSE 0 END) AS contraction_mrr
  FROM sustainer_month
  GROUP BY unit, month_number
), ended AS (
  SELECT
    s.unit,
    s.unit_id,
    s.state,
    CAST(EXTRACT(YEAR FROM s.last_payment_date) * 12 + EXTRACT(MONTH FROM s.last_payment_date) - 1 AS BIGINT) AS last_month_number,
    LEAD(CAST(EXTRACT(YEAR FROM s.start_date) * 12 + EXTRACT(MONTH FROM s.start_date) - 1 AS BIGINT))
      OVER (PARTITION BY s.unit, s.unit_id ORDER BY s.spell_number) AS later_month_number
  FROM sustainer_spell s
), lost AS (
  SELECT m.unit, m.unit_id, m.month_number + 1 AS month_number, m.monthly_amount, COALESCE(e.state, 'unknown') AS state
  FROM sustainer_month m
  LEFT JOIN ended e
    ON e.unit = m.unit AND e.unit_id = m.unit_id
    AND m.month_number >= e.last_month_number AND (e.later_month_number IS NULL OR m.month_number < e.later_month_number)
  WHERE m.next_month_number IS NULL OR m.next_month_number > m.month_number + 1
), went AS (
  SELECT
    unit,
    month_number,
    COUNT(*) AS churned,
    COUNT(*) FILTER (WHERE state = 'cancelled') AS cancelled,
    COUNT(*) FILTER (WHERE state = 'failed') AS failed,
    SUM(monthly_amount) AS churn_mrr
  FROM lost
  GROUP BY unit, month_number
), first_month AS (
  SELECT unit, MIN(month_number) AS month_number FROM sustainer_month GROUP BY unit
), bridged AS (
  SELECT
    f.unit, m.month, m.fiscal_year,
    COALESCE(b.sustainers_end, 0) AS sustainers_start,
    COALESCE(c.new_sustainers, 0) AS new_sustainers,
    COALESCE(c.reactivated, 0) AS reactivated,
    COALESCE(w.churned, 0) AS churned,
    COALESCE(w.cancelled, 0) AS cancelled,
    COALESCE(w.failed, 0) AS failed,
    COALESCE(c.sustainers_end, 0) AS sustainers_end,
    COALESCE(b.mrr_end, 0) AS mrr_start,
    COALESCE(c.new_mrr, 0) AS new_mrr,
    COALESCE(c.reactivation_mrr, 0) AS reactivation_mrr,
    COALESCE(c.expansion_mrr, 0) AS expansion_mrr,
    COALESCE(c.contraction_mrr, 0) AS contraction_mrr,
    COALESCE(w.churn_mrr, 0) AS churn_mrr,
    COALESCE(c.mrr_end, 0) AS mrr_end
  FROM first_month f
  JOIN month_calendar m ON m.is_complete AND m.month_number >= f.month_number
  LEFT JOIN came c ON c.unit = f.unit AND c.month_number = m.month_number
  LEFT JOIN came b ON b.unit = f.unit AND b.month_number = m.month_number - 1
  LEFT JOIN went w ON w.unit = f.unit AND w.month_number = m.month_number
)
SELECT
  unit,
  month,
  fiscal_year,
  sustainers_start,
  new_sustainers,
  reactivated,
  churned,
  cancelled,
  failed,
  churned - cancelled - failed AS unknown,
  sustainers_end,
  CAST(churned AS DOUBLE) / NULLIF(sustainers_start, 0) AS churn_rate,
  w.low AS churn_low,
  w.high AS churn_high,
  CAST(cancelled AS DOUBLE) / NULLIF(sustainers_start, 0) AS voluntary_rate,
  CAST(failed AS DOUBLE) / NULLIF(sustainers_start, 0) AS involuntary_rate,
  CAST(mrr_start AS DECIMAL(18, 2)) AS mrr_start,
  CAST(new_mrr AS DECIMAL(18, 2)) AS new_mrr,
  CAST(reactivation_mrr AS DECIMAL(18, 2)) AS reactivation_mrr,
  CAST(expansion_mrr AS DECIMAL(18, 2)) AS expansion_mrr,
  CAST(contraction_mrr AS DECIMAL(18, 2)) AS contraction_mrr,
  CAST(churn_mrr AS DECIMAL(18, 2)) AS churn_mrr,
  CAST(mrr_end AS DECIMAL(18, 2)) AS mrr_end,
  sustainers_start < 5 AS is_small
FROM bridged b
LEFT JOIN wilson_interval w ON w.n = b.sustainers_start AND w.successes = b.churned
