-- Each unit's change from one fiscal year to the next, ready to be added up for any cut.
-- grain: one row per unit and fiscal year, for units that gave in that year or the year before.
-- unit: person and household, in the column unit: ask for one of them.
-- formula: each rate of donor_retention is a sum of one column over the sum of another: overall =
--   retained / prior_donor; new = new_retained / new_prior; repeat = repeat_retained / repeat_prior
--   (= consecutive + recaptured, each _retained / _prior); dollar = retained_amount / prior_amount;
--   gross dollar = gross_retained_amount / prior_amount. gain = what new, recaptured and upgraded
--   units brought, loss = what downgraded and lapsed ones took: change = gain − loss. The 0/1
--   columns new, recaptured, upgraded, same, downgraded, lapsed_new, lapsed_repeat are the category.
-- source: donor_lifecycle (seven FEP categories), cut by unit_profile.
-- edge cases: first_source, first_campaign and first_appeal are those of the unit's first gift, so
--   that a unit stays in one cut for ever; membership_level is today's; band is that of the year's
--   giving, of last year's for the lapsed; mark every cut of fewer than 5 prior_donor as small.
-- cached: yes
WITH flagged AS (
  SELECT
    l.*,
    CASE WHEN l.prior_amount > 0 THEN 1 ELSE 0 END AS prior_donor,
    CASE WHEN l.amount > 0 THEN 1 ELSE 0 END AS donor,
    CASE WHEN l.prior_amount > 0 AND l.amount > 0 THEN 1 ELSE 0 END AS retained,
    CASE WHEN l.gave_before THEN 1 ELSE 0 END AS repeated,
    CASE WHEN l.gave_before AND l.gave_two_years_before THEN 1 ELSE 0 END AS consecutive,
    CASE WHEN l.amount > 0 THEN l.amount ELSE l.prior_amount END AS banded_amount
  FROM donor_lifecycle l
)
SELECT
  f.unit,
  f.unit_id,
  f.fiscal_year,
  f.is_complete,
  f.years_of_history,
  f.category,
  p.unit_kind,
  p.is_deceased,
  p.first_source,
  p.first_campaign,
  p.first_appeal,
  f.first_fiscal_year,
  p.membership_level,
  b.band,
  f.prior_donor,
  f.donor,
  f.retained,
  f.prior_donor * (1 - f.repeated) AS new_prior,
  f.retained * (1 - f.repeated) AS new_retained,
  f.prior_donor * f.repeated AS repeat_prior,
  f.retained * f.repeated AS repeat_retained,
  f.prior_donor * f.consecutive AS consecutive_prior,
  f.retained * f.consecutive AS consecutive_retained,
  f.prior_donor * (f.repeated - f.consecutive) AS recaptured_prior,
  f.retained * (f.repeated - f.consecutive) AS recaptured_retained,
  CASE WHEN f.category = 'new' THEN 1 ELSE 0 END AS new,
  CASE WHEN f.category = 'recaptured' THEN 1 ELSE 0 END AS recaptured,
  CASE WHEN f.category = 'upgraded' THEN 1 ELSE 0 END AS upgraded,
  CASE WHEN f.category = 'same' THEN 1 ELSE 0 END AS same,
  CASE WHEN f.category = 'downgraded' THEN 1 ELSE 0 END AS downgraded,
  CASE WHEN f.category = 'lapsed_new' THEN 1 ELSE 0 END AS lapsed_new,
  CASE WHEN f.category = 'lapsed_repeat' THEN 1 ELSE 0 END AS lapsed_repeat,
  f.prior_amount,
  f.amount,
  CAST(CASE WHEN f.prior_amount > 0 THEN f.amount ELSE 0 END AS DECIMAL(18, 2)) AS retained_amount,
  LEAST(f.prior_amount, f.amount) AS gross_retained_amount,
  f.change,
  CAST(CASE WHEN f.change > 0 THEN f.change ELSE 0 END AS DECIMAL(18, 2)) AS gain,
  CAST(CASE WHEN f.change < 0 THEN -f.change ELSE 0 END AS DECIMAL(18, 2)) AS loss
FROM flagged f
JOIN unit_profile p ON p.unit = f.unit AND p.unit_id = f.unit_id
JOIN giving_band b ON f.banded_amount >= b.lowest AND (b.below IS NULL OR f.banded_amount < b.below)
