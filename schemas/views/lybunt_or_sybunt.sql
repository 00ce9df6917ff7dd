-- Donors who have not given this fiscal year: last year's and earlier years'.
-- grain: one row per constituent whose latest giving year is before the data horizon's fiscal year.
-- unit: constituent.
-- formula: list = lybunt when the latest giving year is y-1, sybunt when it is earlier, where y is
--   the fiscal year of the data horizon; last_year_amount = A(u, latest giving year); may_ask =
--   may_solicit and at least one channel is open; email and phone stand only where they may be used for
--   asking; household_gave = somebody of the household gave this year.
-- source: LYBUNT "last year but unfortunately not this", SYBUNT "some year but unfortunately not
--   this", convention (b): the two lists share nobody.
-- edge cases: y is not over: a name leaves the list when its gift comes; a gift refunded in full
--   takes nobody off it; the dead stay in the count with every right refused; before asking
--   look at household_gave: the spouse may have given for both.
-- order by: last_year_amount DESC, constituent_id
SELECT
  CASE WHEN g.last_fiscal_year = h.fiscal_year - 1 THEN 'lybunt' ELSE 'sybunt' END AS list,
  h.fiscal_year,
  g.constituent_id,
  c.display_name,
  c.kind AS constituent_kind,
  c.deceased AS is_deceased,
  g.last_fiscal_year,
  f.amount AS last_year_amount,
  g.lifetime_amount,
  g.giving_years,
  g.last_gift_date,
  g.last_gift_amount,
  w.unit_id IS NOT NULL AS household_gave,
  r.may_solicit AND (r.may_email OR r.may_call OR r.may_text OR r.may_mail) AS may_ask,
  r.may_solicit,
  r.may_email,
  r.may_call,
  r.may_text,
  r.may_mail,
  CASE WHEN r.may_solicit AND r.may_email THEN c.email END AS email,
  CASE WHEN r.may_solicit AND (r.may_call OR r.may_text) THEN c.phone END AS phone
FROM constituent_giving g
CROSS JOIN data_horizon h
JOIN unit_fiscal_year f ON f.unit = 'person' AND f.unit_id = g.constituent_id AND f.fiscal_year = g.last_fiscal_year
JOIN constituent c ON c.constituent_id = g.constituent_id
JOIN contact_rights r ON r.constituent_id = g.constituent_id
LEFT JOIN unit_fiscal_year w
  ON w.unit = 'household' AND w.unit_id = COALESCE(c.household_id, c.constituent_id) AND w.fiscal_year = h.fiscal_year
WHERE g.last_fiscal_year < h.fiscal_year
