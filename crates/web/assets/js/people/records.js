// Every source record beside the golden value: what each says, what won, and why.
//
// In: the section's part side_by_side { records, fields }. Out: the section's contents.
// A cell that differs is marked by a sign and by colour; the one that won says so.

import { element } from "../dom.js";
import { isWithheld, quiet, scroller, withheld } from "./parts.js";
import { fieldWords, sourceWords } from "./words.js";

const SIGNS = { won: "won", differs: "≠" };
const SPOKEN = { won: "won", differs: "differs", same: "the same" };

export function showRecords(parts, { format }) {
  if (isWithheld(parts.side_by_side)) return [withheld("Source records are", parts.side_by_side)];
  const { records, fields, source_order: order } = parts.side_by_side.rows;
  if (records.length === 0) return [quiet("The staged rows of these records are not in this lake.")];
  const head = element("tr", {}, element("th", { scope: "col" }, "Field"), element("th", { scope: "col" }, "Golden value, and why it won"), ...records.map((record) => recordHead(record, format)));
  const body = fields.map((field) => row(field, records, format));
  const table = element("table", { class: "side-by-side" }, element("thead", {}, head), element("tbody", {}, ...body));
  return [quiet(reading(records, fields)), quiet(`Sources are believed in this order: ${order.map(sourceWords).join(", ")}.`), scroller("Source records side by side", table)];
}

function reading(records, fields) {
  const differing = fields.filter((field) => field.cells.some((cell) => cell.standing === "differs"));
  const where = differing.length === 0 ? "They agree in all they say." : `They differ in: ${differing.map((field) => fieldWords(field.field).toLowerCase()).join(", ")}.`;
  return records.length === 1 ? "One source record." : `${records.length} source records. ${where}`;
}

function recordHead(record, format) {
  const updated = record.updated_at ? `changed ${format.day(record.updated_at)}` : "change undated";
  return element("th", { scope: "col" },
    element("b", {}, sourceWords(record.source)),
    element("span", { class: "note-line" }, record.source_record_key),
    element("span", { class: "note-line" }, `${record.file_name}, line ${format.count(record.line)}`),
    element("span", { class: "note-line" }, updated),
  );
}

function row(field, records, format) {
  const winner = records.find((record) => record.source_record_key === field.source_record_key);
  const why = field.reason ? `${winner ? `${sourceWords(winner.source)}: ` : ""}${field.reason}` : undefined;
  return element("tr", {},
    element("th", { scope: "row" }, fieldWords(field.field)),
    element("td", { class: "golden" }, element("b", {}, shown(field.field, field.golden, format)), why ? element("span", { class: "note-line" }, why) : undefined),
    ...field.cells.map((cell) => said(field.field, cell, format)),
  );
}

function said(field, cell, format) {
  if (cell.standing === "silent") return element("td", { class: "silent" }, "–");
  const sign = SIGNS[cell.standing];
  const mark = sign ? element("span", { class: "sign", title: SPOKEN[cell.standing] }, sign) : undefined;
  const values = cell.values.map((value) => element("span", { class: "said" }, shown(field, value, format)));
  return element("td", { class: cell.standing }, mark, ...values);
}

function shown(field, value, format) {
  if (value === null || value === undefined) return "–";
  if (field === "deceased") return value === "true" ? "yes" : "no";
  return /_date$/.test(field) && /^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value) : value;
}
