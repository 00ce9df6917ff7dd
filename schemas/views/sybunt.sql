-- Donors who gave in some fiscal year before the last, and in neither the last nor this one.
-- grain: one row per constituent.
-- unit: constituent.
-- formula: u ∉ D(y), u ∉ D(y-1), u ∈ D(some year < y-1), where y is the fiscal year of the data
--   horizon.
-- source: SYBUNT, convention (b), which leaves the LYBUNT out (Raiser's Edge includes them; use
--   lybunt_or_sybunt for that list).
-- edge cases: as for lybunt_or_sybunt.
-- order by: last_year_amount DESC, constituent_id
SELECT * FROM lybunt_or_sybunt WHERE list = 'sybunt'
