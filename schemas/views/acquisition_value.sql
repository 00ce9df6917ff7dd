-- What donors were worth 12, 24, 36 and 60 months after their first gift, by how they came.
-- grain: one row per unit, fiscal year of first gifts, cut and value of the cut.
-- unit: person and household, in the column unit.
-- formula: cut = all, source, campaign or appeal, value = that of the first gift; per_donor_N =
--   Σ counted net gifts within N months of the first gift / donors whose N months have passed
--   (observed_N). rate_365_days = second gift within a year among those observed.
-- source: metrics "LTV historical: cumulative $ per acquired donor at 12/24/36/60 m"; "acquisition
--   cohort × channel/appeal of first gift".
-- edge cases: ask for one unit and one cut: each cut holds every donor once; only full windows count,
--   so that young cohorts have no figure yet; is_small marks fewer than 5 donors.
-- order by: unit, cut, cohort_year, value
WITH cut_name AS (
  SELECT cut FROM (VALUES ('all'), ('source'), ('campaign'), ('appeal')) AS cuts (cut)
)
SELECT
  a.unit,
  c.cut,
  CASE c.cut WHEN 'source' THEN a.first_source WHEN 'campaign' THEN a.first_campaign WHEN 'appeal' THEN a.first_appeal ELSE 'all' END
    AS value,
  a.cohort_year,
  COUNT(*) AS donors,
  CAST(SUM(a.first_amount) AS DECIMAL(18, 2)) AS first_amount,
  CAST(SUM(a.seen_365_days * a.came_365_days) AS DOUBLE) / NULLIF(SUM(a.seen_365_days), 0) AS rate_365_days,
  SUM(a.seen_12_months) AS observed_12_months,
  CAST(SUM(a.seen_12_months * a.amount_12_months) AS DOUBLE) / NULLIF(SUM(a.seen_12_months), 0) AS per_donor_12_months,
  SUM(a.seen_24_months) AS observed_24_months,
  CAST(SUM(a.seen_24_months * a.amount_24_months) AS DOUBLE) / NULLIF(SUM(a.seen_24_months), 0) AS per_donor_24_months,
  SUM(a.seen_36_months) AS observed_36_months,
  CAST(SUM(a.seen_36_months * a.amount_36_months) AS DOUBLE) / NULLIF(SUM(a.seen_36_months), 0) AS per_donor_36_months,
  SUM(a.seen_60_months) AS observed_60_months,
  CAST(SUM(a.seen_60_months * a.amount_60_months) AS DOUBLE) / NULLIF(SUM(a.seen_60_months), 0) AS per_donor_60_months,
  COUNT(*) < 5 AS is_small
FROM acquisition_detail a
CROSS JOIN cut_name c
GROUP BY
  a.unit,
  c.cut,
  CASE c.cut WHEN 'source' THEN a.first_source WHEN 'campaign' THEN a.first_campaign WHEN 'appeal' THEN a.first_appeal ELSE 'all' END,
  a.cohort_year
