// What somebody allows, channel by channel, and all that was ever said about it.
//
// In: the section's parts { states, events }. Out: the section's contents.

import { element } from "../dom.js";
import { isWithheld, quiet, rowsOf, shortened, table, withheld } from "./parts.js";
import { sourceWords, words } from "./words.js";

const ROWS_AT_FIRST = 12;

export function showConsent(parts, { format }) {
  const states = isWithheld(parts.states) ? [withheld("Consent is", parts.states)] : now(rowsOf(parts.states), format);
  if (isWithheld(parts.events)) return [...states, withheld("The history is", parts.events)];
  return [...states, ...history(rowsOf(parts.events), format)];
}

const moment = (row, format) => (row.effective_at ? format.day(row.effective_at) : "undated");
const saidBy = (row) => [sourceWords(row.source ?? row.source_record_key.split(":")[0]), row.evidence].filter(Boolean).join(", ");

function now(rows, format) {
  if (rows.length === 0) return [quiet("Nothing was ever said about being contacted. Silence allows e-mail, calls and post, not text messages.")];
  const columns = [
    { label: "Channel", cell: (row) => words(row.channel) },
    { label: "Now", cell: (row) => element("span", { class: row.state === "opt_out" ? "chip warn" : "chip" }, row.state === "unknown" ? "nothing said" : words(row.state)) },
    { label: "Since", cell: (row) => moment(row, format) },
    { label: "Said by", cell: saidBy },
  ];
  return [table("Consent by channel", columns, rows)];
}

function history(rows, format) {
  if (rows.length === 0) return [];
  const columns = [
    { label: "When", cell: (row) => moment(row, format) },
    { label: "Channel", cell: (row) => words(row.channel) },
    { label: "What", cell: (row) => words(row.state) },
    { label: "About", cell: (row) => row.scope ?? "everything on this channel" },
    { label: "Source", cell: saidBy },
    { label: "Record", cell: (row) => row.source_record_key },
  ];
  return [element("h3", { class: "inner" }, "Everything that was ever said"), ...shortened(table("History of consent, the latest first", columns, rows), ROWS_AT_FIRST)];
}
