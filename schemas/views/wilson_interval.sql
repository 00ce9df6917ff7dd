-- How sure a rate of few is: the Wilson interval of every count below 100.
-- grain: one row per n from 1 to 99 and number of successes from 0 to n.
-- unit: whatever is counted.
-- formula: p = successes / n; low, high = (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.959964:
--   95 of 100 such intervals hold the true rate.
-- source: metrics "small-cell rule: Wilson interval for n < 100"; Wilson, JASA 22 (1927).
-- edge cases: join it by n and successes; from n = 100 on there is no row and a rate has no interval;
--   none of n has low 0, all of n has high 1.
-- cached: yes
WITH digit AS (
  SELECT d FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS digits (d)
), number AS (
  SELECT CAST(tens.d * 10 + ones.d AS BIGINT) AS n FROM digit tens CROSS JOIN digit ones
), share AS (
  SELECT a.n, b.n AS successes, CAST(a.n AS DOUBLE) AS size, CAST(b.n AS DOUBLE) / a.n AS p
  FROM number a
  JOIN number b ON b.n <= a.n
  WHERE a.n > 0
), placed AS (
  SELECT
    n,
    successes,
    1 + CAST(3.841459 AS DOUBLE) / size AS scale,
    p + CAST(1.9207295 AS DOUBLE) / size AS centre,
    1.959964 * SQRT(CAST(p * (1 - p) AS DOUBLE) / size + CAST(0.96036475 AS DOUBLE) / (size * size)) AS reach
  FROM share
)
SELECT
  n,
  successes,
  CASE WHEN successes = 0 THEN CAST(0 AS DOUBLE) ELSE CAST(centre - reach AS DOUBLE) / scale END AS low,
  CASE WHEN successes = n THEN CAST(1 AS DOUBLE) ELSE CAST(centre + reach AS DOUBLE) / scale END AS high
FROM placed
