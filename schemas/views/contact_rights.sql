-- Who may be reached how.
-- grain: one row per constituent.
-- unit: constituent.
-- formula: may_email, may_call, may_mail = there is an address or number, nobody opted out of the
--   channel, and the person is not known to have died; may_text needs an explicit opt-in; may_solicit
--   = no opt-out of being asked for money and not known to have died. To ask by e-mail needs
--   may_solicit and may_email.
-- source: constituent_consent, the most restrictive word of all sources; TCPA for text messages.
-- edge cases: silence allows e-mail, calls and post (United States practice), not text messages;
--   an e-mail address that the mailing tool gave up and a postal address that post comes back from
--   do not count as reachable when they are the only ones.
-- cached: yes
WITH solicitation AS (
  SELECT constituent_id, MAX(CASE WHEN state = 'opt_out' THEN 1 ELSE 0 END) AS refused
  FROM constituent_consent
  WHERE channel = 'solicitation'
  GROUP BY constituent_id
), live_email AS (
  SELECT constituent_id, COUNT(*) AS addresses FROM constituent_email WHERE status = 'active' GROUP BY constituent_id
), live_address AS (
  SELECT constituent_id, COUNT(*) AS addresses FROM constituent_address WHERE NOT undeliverable GROUP BY constituent_id
)
SELECT
  c.constituent_id,
  NOT c.deceased AND c.email IS NOT NULL AND e.addresses IS NOT NULL AND c.email_consent <> 'opt_out' AS may_email,
  NOT c.deceased AND c.phone IS NOT NULL AND c.phone_consent <> 'opt_out' AS may_call,
  NOT c.deceased AND c.phone IS NOT NULL AND c.sms_consent = 'opt_in' AS may_text,
  NOT c.deceased AND c.street IS NOT NULL AND a.addresses IS NOT NULL AND c.mail_consent <> 'opt_out' AS may_mail,
  NOT c.deceased AND COALESCE(s.refused, 0) = 0 AS may_solicit
FROM constituent c
LEFT JOIN live_email e ON e.constituent_id = c.constituent_id
LEFT JOIN live_address a ON a.constituent_id = c.constituent_id
LEFT JOIN solicitation s ON s.constituent_id = c.constituent_id
