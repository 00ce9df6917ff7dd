-- Everything that matters about one constituent, in one row.
-- grain: one row per constituent.
-- unit: constituent.
-- formula: identity and contact as survived, contact rights, household, giving totals, lifecycle and
--   membership at the data horizon. lifecycle = the donor_lifecycle category of the horizon's fiscal
--   year; long_lapsed = gave, but neither this year nor last; never = no giving year.
-- source: constituent, contact_rights, constituent_giving, donor_lifecycle, membership_status.
-- edge cases: amounts are 0 for those who never gave; lifecycle of the running year may still
--   change; a donor whose every gift went back is never.
SELECT
  c.constituent_id,
  c.kind,
  c.display_name,
  c.sort_name,
  c.given_name,
  c.family_name,
  c.preferred_name,
  c.former_family_name,
  c.organization_name,
  c.birth_date,
  c.deceased,
  c.deceased_date,
  c.email,
  c.phone,
  c.street,
  c.street_2,
  c.city,
  c.region,
  c.postal_code,
  c.country,
  c.email_consent,
  c.phone_consent,
  c.sms_consent,
  c.mail_consent,
  r.may_solicit,
  r.may_email,
  r.may_call,
  r.may_text,
  r.may_mail,
  c.household_id,
  w.name AS household_name,
  w.member_count AS household_members,
  c.source_count,
  c.source_record_count,
  CAST(COALESCE(g.lifetime_amount, 0) AS DECIMAL(18, 2)) AS lifetime_amount,
  COALESCE(g.gifts, 0) AS gifts,
  COALESCE(g.giving_years, 0) AS giving_years,
  CAST(COALESCE(g.amount_this_year, 0) AS DECIMAL(18, 2)) AS amount_this_year,
  CAST(COALESCE(g.amount_last_year, 0) AS DECIMAL(18, 2)) AS amount_last_year,
  CAST(COALESCE(g.amount_12_months, 0) AS DECIMAL(18, 2)) AS amount_12_months,
  g.first_gift_date,
  g.first_gift_amount,
  g.last_gift_date,
  g.last_gift_amount,
  g.largest_gift,
  COALESCE(l.category, CASE WHEN g.last_fiscal_year IS NOT NULL THEN 'long_lapsed' ELSE 'never' END) AS lifecycle,
  m.membership_status,
  m.level AS membership_level,
  m.member_since,
  m.paid_through
FROM constituent c
CROSS JOIN data_horizon h
JOIN contact_rights r ON r.constituent_id = c.constituent_id
JOIN membership_status m ON m.constituent_id = c.constituent_id
LEFT JOIN household w ON w.household_id = c.household_id
LEFT JOIN constituent_giving g ON g.constituent_id = c.constituent_id
LEFT JOIN donor_lifecycle l ON l.unit = 'person' AND l.unit_id = c.constituent_id AND l.fiscal_year = h.fiscal_year
