// Rows of a list as a table: names lead to the person, values are written as their column says.
//
// In:  columns [{ column or name, label, format }], rows, what each column holds, `who`: the column of ids, and whether
//      they are people's; words, format. Out: what table.js takes.

import { isSource, sourcesWords } from "../evidence/words.js";
import { exactWriter, isNumber } from "./write.js";

const ID = "constituent_id";
const NAMES = ["name", "display_name", "donor_name"];

export function listTable({ columns, rows, types, who, is_about_people: isAboutPeople }, words, format) {
  const shown = columns.map((column) => ({ ...column, name: column.column ?? column.name, format: column.format ?? types?.[column.column] ?? "text" }));
  return {
    columns: shown.map((column) => ({ label: column.label, show: writerOf(column, words, format), isText: !isNumber(column.format), isLong: column.format === "text" })),
    rows: rows.map((row) => shown.map((column) => cellOf(column, row, isAboutPeople && (who ?? ID)))),
  };
}

function writerOf(column, words, format) {
  const exact = exactWriter(column.format, format);
  const write = (value) => (value && isSource(column.name) ? sourcesWords(value) : exact(value));
  return (value) => words?.[column.name]?.[String(value)] ?? write(value);
}

// The name leads to the person; so does the id, for who may not see the name.
function cellOf(column, row, who) {
  const value = row[column.name] ?? null;
  const leadsThere = who && row[who] && [...NAMES, who].includes(column.name);
  return leadsThere ? { value: value ?? row[who], href: `/people/${encodeURIComponent(row[who])}` } : value;
}
