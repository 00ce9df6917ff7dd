-- How many sustainers of each start are still giving after 3, 6, 12 and 24 months.
-- grain: one row per unit, fiscal year of the start (and all years together, year 0) and 3, 6, 12, 24
--   months.
-- unit: person and household, in the column unit; the first spell of each.
-- formula: Kaplan–Meier: survival(k) = Π over months i <= k of (1 − ended_i / at_risk_i), where at_risk_i
--   have lasted i − 1 months and are known for i, or ended in month i; at_risk = in the last month;
--   low, high = survival ^ exp(±1.959964 √v), v = Σ ended_i / (at_risk_i (at_risk_i − ended_i)) / ln(survival)²:
--   95 of 100 such intervals hold the true share.
-- source: metrics "sustainer survival: Kaplan–Meier by start cohort"; Kalbfleisch and Prentice (1980) for the
--   interval, Greenwood (1926) for its variance.
-- edge cases: who still gives at the data horizon leaves the count there, as neither kept nor lost;
--   months that nobody of a cohort has reached give no row; where all or none are left
--   there is no interval; is_small marks cohorts of fewer than 5.
-- order by: unit, start_fiscal_year, months
WITH first_spell AS (
  SELECT unit, unit_id, start_fiscal_year, state, months FROM sustainer_spell WHERE spell_number = 1
  UNION ALL
  SELECT unit, unit_id, 0 AS start_fiscal_year, state, months FROM sustainer_spell WHERE spell_number = 1
), month_of_life AS (
  SELECT n FROM (
    VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12),
      (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23), (24)
  ) AS months (n)
), risk AS (
  SELECT
    s.unit,
    s.start_fiscal_year,
    m.n,
    COUNT(*) FILTER (WHERE s.months >= m.n OR s.state <> 'active') AS at_risk,
    COUNT(*) FILTER (WHERE s.months < m.n AND s.state <> 'active') AS ended
  FROM first_spell s
  JOIN month_of_life m ON s.months >= m.n - 1
  GROUP BY s.unit, s.start_fiscal_year, m.n
), kept AS (
  SELECT
    unit,
    start_fiscal_year,
    n,
    at_risk,
    SUM(CASE WHEN at_risk > ended THEN LN(CAST(at_risk - ended AS DOUBLE) / at_risk) ELSE 0 END)
      OVER (PARTITION BY unit, start_fiscal_year ORDER BY n) AS log_survival,
    SUM(CASE
      WHEN at_risk > ended THEN CAST(ended AS DOUBLE) / (CAST(at_risk AS DOUBLE) * (at_risk - ended)) ELSE 0 END)
      OVER (PARTITION BY unit, start_fiscal_year ORDER BY n) AS variance,
    MAX(CASE WHEN at_risk > 0 AND at_risk = ended THEN 1 ELSE 0 END) OVER (PARTITION BY unit, start_fiscal_year ORDER BY n) AS all_ended
  FROM risk
), cohort AS (
  SELECT unit, start_fiscal_year, COUNT(*) AS sustainers FROM first_spell GROUP BY unit, start_fiscal_year
), spread AS (
  SELECT
    unit, start_fiscal_year, n, at_risk, log_survival, all_ended,
    CASE WHEN all_ended = 0 AND log_survival < 0 THEN EXP(CAST(1.959964 * SQRT(variance) AS DOUBLE) / -log_survival) END AS factor
  FROM kept
)
SELECT
  k.unit,
  k.start_fiscal_year,
  k.n AS months,
  c.sustainers,
  k.at_risk,
  CASE WHEN k.all_ended = 1 THEN CAST(0 AS DOUBLE) ELSE EXP(k.log_survival) END AS survival,
  EXP(k.log_survival * k.factor) AS low,
  EXP(CAST(k.log_survival AS DOUBLE) / k.factor) AS high,
  c.sustainers < 5 AS is_small
FROM spread k
JOIN cohort c ON c.unit = k.unit AND c.start_fiscal_year = k.start_fiscal_year
WHERE k.n IN (3, 6, 12, 24) AND k.at_risk > 0
