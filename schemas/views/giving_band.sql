-- The giving bands: change them here.
-- grain: one row per band.
-- unit: the donor's net giving of one fiscal year, in the organisation's currency.
-- formula: lowest <= amount < below; the top band has no upper bound.
-- source: FEP Quarterly names (micro, small, midsize, major, supersize); no primary page confirms
--   the bounds, which is why they are data.
-- edge cases: half-open bounds, so that 100.00 is micro and 100.01 is small.
SELECT
  band_order,
  band,
  CAST(lowest AS DECIMAL(18, 2)) AS lowest,
  CAST(below AS DECIMAL(18, 2)) AS below
FROM (
  VALUES
    (1, 'supersize', '50000.01', CAST(NULL AS VARCHAR)),
    (2, 'major', '5000.01', '50000.01'),
    (3, 'midsize', '500.01', '5000.01'),
    (4, 'small', '100.01', '500.01'),
    (5, 'micro', '0.00', '100.01')
) AS bands (band_order, band, lowest, below)
