-- Every payment of a recurring gift, with the rhythm of its plan and how long it keeps the plan alive.
-- grain: one row per unit and counted recurring payment that stayed.
-- unit: person and household, in the column unit.
-- formula: plan = the commitment that is paid, else all payments of the constituent that name none;
--   period_days = the commitment's frequency, else the most frequent gap of the plan's payments (weekly
--   to 10 days, monthly to 45, quarterly to 135, semiannual to 270, else annual), 30 with one payment;
--   monthly_amount = amount × payments a year / 12; alive_until = payment + 1.5 × period + 15 days, but
--   no later than the day before the plan's next payment; covered_until = the same without that bound.
-- source: metrics "sustainer active at t: a succeeded payment in last 1.5 × period + grace days", "MRR =
--   Σ monthly-equivalent: weekly × 52/12, quarterly / 3, annual / 12".
-- edge cases: a recurring payment is one that its source calls so, or that pays a recurring
--   commitment; equal monthly gifts that no source calls recurring are none; a plan whose giver
--   changes the amount stays one plan; a sustainer whose plan is cancelled counts until alive_until.
-- cached: yes
WITH payment AS (
  SELECT
    g.unit, g.unit_id, g.constituent_id, g.gift_key, g.gift_date, g.amount,
    g.constituent_id || ' ' || COALESCE(g.commitment_key, 'no commitment') AS plan,
    date_diff('day', DATE '1970-01-01', g.gift_date) AS day_number,
    c.status AS commitment_status,
    CASE c.frequency
      WHEN 'weekly' THEN 7 WHEN 'monthly' THEN 30 WHEN 'quarterly' THEN 91 WHEN 'semiannual' THEN 182 WHEN 'annual' THEN 365
    END AS stated_days
  FROM unit_gift g
  LEFT JOIN commitment c ON c.commitment_key = g.commitment_key
  WHERE g.stayed AND (g.kind = 'recurring_payment' OR c.kind = 'recurring')
), gap AS (
  SELECT plan, day_number - LAG(day_number) OVER (PARTITION BY plan ORDER BY day_number, gift_key) AS days
  FROM payment
  WHERE unit = 'person'
), gap_class AS (
  SELECT
    plan,
    CASE WHEN days <= 10 THEN 7 WHEN days <= 45 THEN 30 WHEN days <= 135 THEN 91 WHEN days <= 270 THEN 182 ELSE 365 END AS days,
    COUNT(*) AS times
  FROM gap
  WHERE days > 0
  GROUP BY plan, CASE WHEN days <= 10 THEN 7 WHEN days <= 45 THEN 30 WHEN days <= 135 THEN 91 WHEN days <= 270 THEN 182 ELSE 365 END
), rhythm AS (
  SELECT plan, days, ROW_NUMBER() OVER (PARTITION BY plan ORDER BY times DESC, days) AS position FROM gap_class
), timed AS (
  SELECT p.*, CAST(COALESCE(p.stated_days, r.days, 30) AS BIGINT) AS period_days
  FROM payment p
  LEFT JOIN rhythm r ON r.plan = p.plan AND r.position = 1
), bounded AS (
  SELECT
    t.*,
    t.day_number
      + CASE t.period_days WHEN 7 THEN 25 WHEN 30 THEN 60 WHEN 91 THEN 151 WHEN 182 THEN 288 ELSE 562 END AS covered_until,
    LEAD(t.day_number) OVER (PARTITION BY t.unit, t.plan ORDER BY t.day_number, t.gift_key) AS next_day_number
  FROM timed t
)
SELECT
  unit,
  unit_id,
  constituent_id,
  plan,
  gift_key,
  gift_date,
  amount,
  period_days,
  CAST(
    CAST(amount * CASE period_days WHEN 7 THEN 52 WHEN 30 THEN 12 WHEN 91 THEN 4 WHEN 182 THEN 2 ELSE 1 END AS DOUBLE) / 12
    AS DECIMAL(18, 2)) AS monthly_amount,
  commitment_status,
  day_number,
  covered_until,
  LEAST(covered_until, COALESCE(next_day_number - 1, covered_until)) AS alive_until
FROM bounded
