// What somebody gave, was credited with and promised: a picture over time, and every row of it.
//
// In: the section's parts { gifts, soft_credits, commitments }. Out: the section's contents.

import { element } from "../dom.js";
import { isWithheld, money, personLink, quiet, rowsOf, shortened, table, withheld } from "./parts.js";
import { timeline } from "./timeline.js";
import { sourceWords, words } from "./words.js";

const ROWS_AT_FIRST = 15;

export function showGiving(parts, { format }) {
  if (isWithheld(parts.gifts)) return [withheld("Gifts are", parts.gifts)];
  const entries = entriesOf(parts);
  const soft = isWithheld(parts.soft_credits) ? withheld("Soft credits are", parts.soft_credits) : undefined;
  if (entries.length === 0) return [quiet("No gift is known."), ...promises(parts, format)];
  return [timeline(entries, format), ...shortened(list(entries, format), ROWS_AT_FIRST), soft, ...promises(parts, format)].filter(Boolean);
}

// Gifts and soft credits as one list, the latest first.
function entriesOf(parts) {
  const gifts = rowsOf(parts.gifts).map((gift) => ({ ...gift, standing: standingOf(gift) }));
  const credits = rowsOf(parts.soft_credits).map((credit) => ({ ...credit, standing: credit.is_duplicate ? "duplicate" : "soft" }));
  return [...gifts, ...credits].sort((one, other) => (one.gift_date < other.gift_date ? 1 : one.gift_date > other.gift_date ? -1 : 0));
}

function standingOf(gift) {
  if (gift.kept_gift_key) return "duplicate";
  return gift.is_counted && Number(gift.net_amount) > 0 ? "counted" : "uncounted";
}

function list(entries, format) {
  const columns = [
    { label: "Date", cell: (row) => format.day(row.gift_date) },
    { label: "What", cell: (row) => [row.standing === "soft" ? "Soft credit" : words(row.kind), note(row)] },
    { label: "Amount", right: true, cell: (row) => money(row.amount, row.currency) },
    { label: "Counted", right: true, cell: (row) => (row.standing === "counted" ? money(row.net_amount, row.currency) : "not counted") },
    { label: "Campaign", cell: (row) => [row.campaign, row.appeal].filter(Boolean).join(" / ") || "–" },
    { label: "Source", cell: (row) => sourceWords((row.source ?? row.gift_key).split(":")[0]) },
  ];
  return table("Gifts and soft credits, the latest first", columns, entries, (row) => row.standing);
}

// Why a row is not counted, or not as it stands.
function note(row) {
  const said = (text) => element("span", { class: "note-line" }, text);
  if (row.standing === "duplicate") return said(`told twice: ${row.kept_gift_key ?? "the other one"} is counted instead`);
  if (row.standing === "soft") return element("span", { class: "note-line" }, `${words(row.role)}${row.donor_id ? ", given by " : ""}`, row.donor_id ? personLink(row.donor_id, row.donor_name) : "");
  if (row.status !== "succeeded") return said(words(row.status));
  if (row.adjustment && Number(row.adjustment) !== 0) return said(`changed later by ${money(row.adjustment, row.currency)}`);
  if (row.standing === "uncounted") return said(row.counted_kind ? "in another currency, or after the data's last day" : "not giving: goods, tickets, dues or unknown");
  return row.commitment_key ? said("pays a promise") : undefined;
}

function promises(parts, format) {
  if (isWithheld(parts.commitments)) return [withheld("Pledges and recurring gifts are", parts.commitments)];
  const rows = rowsOf(parts.commitments);
  if (rows.length === 0) return [];
  const paid = paidTowards(rowsOf(parts.gifts));
  const columns = [
    { label: "Promise", cell: (row) => words(row.kind) },
    { label: "Begun", cell: (row) => format.day(row.start_date) },
    { label: "Ends", cell: (row) => (row.end_date ? format.day(row.end_date) : "open") },
    { label: "Per period", right: true, cell: (row) => (row.amount_per_period ? `${money(row.amount_per_period, row.currency)} ${words(row.frequency)}` : "–") },
    { label: "In all", right: true, cell: (row) => money(row.total_pledged, row.currency) },
    { label: "Payments", right: true, cell: (row) => format.count(paid.get(row.commitment_key) ?? 0) },
    { label: "Status", cell: (row) => words(row.status) },
  ];
  return [element("h3", { class: "inner" }, "Pledges and recurring gifts"), table("Pledges and recurring gifts", columns, rows)];
}

// How many gifts that came pay each promise.
function paidTowards(gifts) {
  const paid = new Map();
  for (const gift of gifts) {
    if (gift.commitment_key && gift.standing !== "duplicate" && gift.status === "succeeded" && !gift.kept_gift_key) paid.set(gift.commitment_key, (paid.get(gift.commitment_key) ?? 0) + 1);
  }
  return paid;
}
