-- Dues as they came in and as they were earned, month by month.
-- grain: one row per calendar month from the first fiscal year to the data horizon.
-- unit: money.
-- formula: cash_amount = Σ cash movements of gifts of kind membership_dues; earned_amount = Σ over the
--   terms of dues × days of the term in the month / days of the term; deferred_amount = dues of the
--   terms begun by the month's end that are not earned by then.
-- source: metrics "dues revenue: cash, earned".
-- edge cases: cash is what gifts tell, earned what terms tell: sources that state only one of them
--   leave the other short; lifetime terms and terms without dues earn nothing; other currencies are
--   left out; a cancelled term is earned to its last day.
-- order by: month
WITH cash AS (
  SELECT CAST(date_trunc('month', cash_date) AS DATE) AS month, SUM(amount) AS amount
  FROM gift_cash
  WHERE kind = 'membership_dues' AND currency = '${currency}'
  GROUP BY CAST(date_trunc('month', cash_date) AS DATE)
), term AS (
  SELECT start_date, end_date, dues, date_diff('day', start_date, end_date) + 1 AS days
  FROM membership_term_best
  WHERE NOT is_lifetime AND dues > 0 AND end_date >= start_date AND (currency IS NULL OR currency = '${currency}')
), spread AS (
  SELECT
    m.month,
    SUM(CASE
      WHEN t.end_date >= m.month
      THEN CAST(t.dues * (1 + date_diff('day', GREATEST(t.start_date, m.month), LEAST(t.end_date, m.month_end))) AS DOUBLE) / t.days
      ELSE 0 END) AS earned,
    SUM(CASE
      WHEN t.end_date > m.month_end
      THEN CAST(t.dues * date_diff('day', m.month_end, t.end_date) AS DOUBLE) / t.days
      ELSE 0 END) AS deferred
  FROM month_calendar m
  JOIN term t ON t.start_date <= m.month_end AND t.end_date >= m.month
  GROUP BY m.month
)
SELECT
  m.month,
  m.fiscal_year,
  m.is_complete,
  CAST(COALESCE(c.amount, 0) AS DECIMAL(18, 2)) AS cash_amount,
  CAST(COALESCE(s.earned, 0) AS DECIMAL(18, 2)) AS earned_amount,
  CAST(COALESCE(s.deferred, 0) AS DECIMAL(18, 2)) AS deferred_amount
FROM month_calendar m
LEFT JOIN cash c ON c.month = m.month
LEFT JOIN spread s ON s.month = m.month
