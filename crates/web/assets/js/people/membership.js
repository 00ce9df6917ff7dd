// The terms of membership, the latest first. In: the section's parts { terms }. Out: the section's contents.

import { isWithheld, money, quiet, rowsOf, table, withheld } from "./parts.js";
import { sourceWords, words } from "./words.js";

export function showMembership(parts, { format }) {
  if (isWithheld(parts.terms)) return [withheld("Memberships are", parts.terms)];
  const rows = rowsOf(parts.terms);
  if (rows.length === 0) return [quiet("No membership is known.")];
  const columns = [
    { label: "From", cell: (row) => format.day(row.start_date) },
    { label: "To", cell: (row) => (row.is_lifetime ? "for life" : format.day(row.end_date)) },
    { label: "Level", cell: (row) => row.level ?? "–" },
    { label: "Status at the source", cell: (row) => words(row.status) },
    { label: "Dues", right: true, cell: (row) => (row.dues === null ? "–" : money(row.dues, row.currency)) },
    { label: "Source", cell: (row) => sourceWords(row.source) },
    { label: "Counted", cell: (row) => (row.is_counted ? "yes" : "no: another source tells it better, or it is only applied for") },
  ];
  return [table("Membership terms, the latest first", columns, rows, (row) => (row.is_counted ? undefined : "uncounted"))];
}
