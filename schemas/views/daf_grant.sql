-- Each grant of a donor-advised fund, with who sent it, who advised it, and whose it is counted.
-- grain: one row per grant that stands in gift_net.
-- unit: gift.
-- formula: sponsor_id = the legal donor, advisor_id = the constituent of the soft credit daf_advisor;
--   constituent_id = whose giving it is under daf_attribution of organization.toml.
-- source: metrics "DAF grants: unit = advisor when soft credit role daf_advisor exists and
--   daf_attribution = 'advisor' (behaviour), else sponsor (legal, Form 990)".
-- edge cases: a grant whose advisor nobody told stays with the sponsor; of several advisors the one with
--   the largest credit.
-- order by: gift_date DESC, gift_key
WITH advisor AS (
  SELECT
    c.gift_key,
    x.constituent_id,
    ROW_NUMBER() OVER (PARTITION BY c.gift_key ORDER BY c.amount DESC, c.source_record_key) AS position
  FROM gift_credit c
  JOIN crosswalk x ON x.source_record_key = c.source_record_key
  WHERE c.role = 'daf_advisor'
)
SELECT
  g.gift_key,
  g.gift_date,
  g.fiscal_year,
  g.net_amount AS amount,
  g.is_counted,
  g.legal_constituent_id AS sponsor_id,
  a.constituent_id AS advisor_id,
  g.constituent_id,
  '${daf_attribution}' AS daf_attribution
FROM gift_net g
LEFT JOIN advisor a ON a.gift_key = g.gift_key AND a.position = 1
WHERE g.kind = 'daf_grant'
