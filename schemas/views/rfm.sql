-- Each donor's recency, frequency and money, scored 1 to 5.
-- grain: one row per unit with a gift in the five years before the data horizon.
-- unit: person and household, in the column unit: ask for one of them.
-- formula: score = 1 + how many of the cut-offs of rfm_cutoff the value reaches (recency: is no longer
--   ago than); rfm = the three digits; total_score = their sum.
-- source: metrics "RFM"; cut-offs frozen when the fiscal year began, so that scores do not drift.
-- edge cases: no cut-offs (nobody gave before the fiscal year) leave the scores empty; the dead are
--   there, marked is_deceased; it names nobody.
-- order by: unit, total_score DESC, monetary DESC, unit_id
WITH cutoff AS (
  SELECT
    unit,
    MAX(CASE WHEN measure = 'recency' AND score = 2 THEN cutoff END) AS recency_2,
    MAX(CASE WHEN measure = 'recency' AND score = 3 THEN cutoff END) AS recency_3,
    MAX(CASE WHEN measure = 'recency' AND score = 4 THEN cutoff END) AS recency_4,
    MAX(CASE WHEN measure = 'recency' AND score = 5 THEN cutoff END) AS recency_5,
    MAX(CASE WHEN measure = 'frequency' AND score = 2 THEN cutoff END) AS frequency_2,
    MAX(CASE WHEN measure = 'frequency' AND score = 3 THEN cutoff END) AS frequency_3,
    MAX(CASE WHEN measure = 'frequency' AND score = 4 THEN cutoff END) AS frequency_4,
    MAX(CASE WHEN measure = 'frequency' AND score = 5 THEN cutoff END) AS frequency_5,
    MAX(CASE WHEN measure = 'monetary' AND score = 2 THEN cutoff END) AS monetary_2,
    MAX(CASE WHEN measure = 'monetary' AND score = 3 THEN cutoff END) AS monetary_3,
    MAX(CASE WHEN measure = 'monetary' AND score = 4 THEN cutoff END) AS monetary_4,
    MAX(CASE WHEN measure = 'monetary' AND score = 5 THEN cutoff END) AS monetary_5
  FROM rfm_cutoff
  GROUP BY unit
), scored AS (
  SELECT
    m.unit,
    m.unit_id,
    m.recency_days,
    m.frequency,
    m.monetary,
    CASE
      WHEN c.unit IS NULL THEN NULL
      WHEN m.recency_days <= c.recency_5 THEN 5 WHEN m.recency_days <= c.recency_4 THEN 4
      WHEN m.recency_days <= c.recency_3 THEN 3 WHEN m.recency_days <= c.recency_2 THEN 2 ELSE 1
    END AS recency_score,
    CASE
      WHEN c.unit IS NULL THEN NULL
      WHEN m.frequency >= c.frequency_5 THEN 5 WHEN m.frequency >= c.frequency_4 THEN 4
      WHEN m.frequency >= c.frequency_3 THEN 3 WHEN m.frequency >= c.frequency_2 THEN 2 ELSE 1
    END AS frequency_score,
    CASE
      WHEN c.unit IS NULL THEN NULL
      WHEN CAST(m.monetary AS DOUBLE) >= c.monetary_5 THEN 5 WHEN CAST(m.monetary AS DOUBLE) >= c.monetary_4 THEN 4
      WHEN CAST(m.monetary AS DOUBLE) >= c.monetary_3 THEN 3 WHEN CAST(m.monetary AS DOUBLE) >= c.monetary_2 THEN 2 ELSE 1
    END AS monetary_score
  FROM rfm_measure m
  LEFT JOIN cutoff c ON c.unit = m.unit
  WHERE m.moment = 'now'
)
SELECT
  s.unit,
  s.unit_id,
  p.unit_kind,
  p.is_deceased,
  p.membership_level,
  p.first_source,
  p.first_campaign,
  s.recency_days,
  s.frequency,
  s.monetary,
  s.recency_score,
  s.frequency_score,
  s.monetary_score,
  CAST(s.recency_score AS VARCHAR) || CAST(s.frequency_score AS VARCHAR) || CAST(s.monetary_score AS VARCHAR) AS rfm,
  s.recency_score + s.frequency_score + s.monetary_score AS total_score
FROM scored s
JOIN unit_profile p ON p.unit = s.unit AND p.unit_id = s.unit_id
