-- What came in fiscal year by fiscal year.
-- grain: one row per fiscal year.
-- unit: constituents.
-- formula: amount = Σ net_amount of counted gifts given in the year; donors = constituents whose
--   net giving of the year is above 0; new_donors = those with no earlier giving year;
--   average_gift = amount of the gifts that stayed / their number, median_gift = the middle one;
--   average_per_donor = net giving of the donors / donors.
-- source: metrics "average gift, average annual giving"; FEP donor counts.
-- edge cases: unlinked_amount is what anonymous and unknown givers gave, in amount but in no
--   donor's average; dues, tickets, in-kind and unknown kinds stand beside, never in amount;
--   is_complete is false for the running year; the sum of all years equals all counted gifts;
--   is_small marks fewer than 5 donors.
-- order by: fiscal_year
WITH given AS (
  SELECT
    fiscal_year,
    COUNT(*) FILTER (WHERE is_counted AND net_amount > 0) AS gifts,
    SUM(CASE WHEN is_counted THEN net_amount END) AS amount,
    SUM(CASE WHEN is_counted AND net_amount > 0 THEN net_amount END) AS kept_amount,
    SUM(CASE WHEN is_counted AND constituent_id IS NULL THEN net_amount END) AS unlinked_amount,
    MAX(CASE WHEN is_counted THEN net_amount END) AS largest_gift,
    SUM(CASE WHEN kind = 'membership_dues' AND currency = '${currency}' THEN net_amount END) AS dues_amount,
    SUM(CASE WHEN kind = 'event_ticket' AND currency = '${currency}' THEN net_amount END) AS ticket_amount,
    SUM(CASE WHEN kind = 'in_kind' AND currency = '${currency}' THEN net_amount END) AS in_kind_amount,
    SUM(CASE WHEN kind = 'other' AND currency = '${currency}' THEN net_amount END) AS unknown_kind_amount
  FROM gift_net
  GROUP BY fiscal_year
), gift_order AS (
  SELECT
    fiscal_year,
    net_amount,
    ROW_NUMBER() OVER (PARTITION BY fiscal_year ORDER BY net_amount, gift_key) AS position,
    COUNT(*) OVER (PARTITION BY fiscal_year) AS gifts
  FROM gift_net
  WHERE is_counted AND net_amount > 0
), middle AS (
  SELECT fiscal_year, CAST(SUM(net_amount) AS DOUBLE) / NULLIF(COUNT(*), 0) AS median_gift
  FROM gift_order
  WHERE 2 * position >= gifts AND 2 * position <= gifts + 2
  GROUP BY fiscal_year
), cash AS (
  SELECT fiscal_year, SUM(amount) AS amount FROM gift_cash WHERE is_counted GROUP BY fiscal_year
), donor AS (
  SELECT
    fiscal_year,
    COUNT(*) AS donors,
    SUM(amount) AS amount,
    COUNT(*) FILTER (WHERE fiscal_year = first_fiscal_year) AS new_donors
  FROM unit_fiscal_year
  WHERE unit = 'person'
  GROUP BY fiscal_year
)
SELECT
  y.fiscal_year,
  y.is_complete,
  COALESCE(g.gifts, 0) AS gifts,
  COALESCE(d.donors, 0) AS donors,
  COALESCE(d.new_donors, 0) AS new_donors,
  CAST(COALESCE(g.amount, 0) AS DECIMAL(18, 2)) AS amount,
  CAST(COALESCE(k.amount, 0) AS DECIMAL(18, 2)) AS cash_amount,
  CAST(COALESCE(g.unlinked_amount, 0) AS DECIMAL(18, 2)) AS unlinked_amount,
  CAST(g.largest_gift AS DECIMAL(18, 2)) AS largest_gift,
  CAST(g.kept_amount AS DOUBLE) / NULLIF(g.gifts, 0) AS average_gift,
  m.median_gift,
  CAST(d.amount AS DOUBLE) / NULLIF(d.donors, 0) AS average_per_donor,
  CAST(COALESCE(g.dues_amount, 0) AS DECIMAL(18, 2)) AS dues_amount,
  CAST(COALESCE(g.ticket_amount, 0) AS DECIMAL(18, 2)) AS ticket_amount,
  CAST(COALESCE(g.in_kind_amount, 0) AS DECIMAL(18, 2)) AS in_kind_amount,
  CAST(COALESCE(g.unknown_kind_amount, 0) AS DECIMAL(18, 2)) AS unknown_kind_amount,
  COALESCE(d.donors, 0) < 5 AS is_small
FROM fiscal_calendar y
LEFT JOIN given g ON g.fiscal_year = y.fiscal_year
LEFT JOIN middle m ON m.fiscal_year = y.fiscal_year
LEFT JOIN cash k ON k.fiscal_year = y.fiscal_year
LEFT JOIN donor d ON d.fiscal_year = y.fiscal_year
