// Claims, and whether they hold. In: a claim, and what speaks against it (falsy entries do not). Out: a line, a tally.

export const tally = { passed: 0, failed: 0 };

export function check(claim, problems) {
  const reasons = [problems].flat().filter(Boolean);
  tally[reasons.length === 0 ? "passed" : "failed"] += 1;
  console.log(reasons.length === 0 ? `ok      ${claim}` : `FAILED  ${claim}: ${reasons.join("; ")}`);
}
