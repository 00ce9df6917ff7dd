// What a visual shows, in one shape for charts, tables and sentences alike.
//
// In:  a visual of `/api/dashboards/…` with its rows, the dashboard's words, the page's format.
// Out: { categories: [{ value, label, partial }], lines: [{ value, label, format, values, counts }] }: one line per
//      measure, or per series; `counts` says of how many each rate speaks. A month without a row is a month with nothing.

import { isSource, sourcesWords } from "../evidence/words.js";
import { parseDay } from "../format.js";

const NOT_SAID = "Not said";

export function modelOf(visual, words, format) {
  const label = labeller(visual, words, format);
  const rows = visual.rows;
  const values = withoutGaps(unique(rows.map((row) => row.category ?? null)), visual);
  const categories = values.map((value) => ({ value, label: label(visual.category, value), partial: isPartial(visual, value, format) }));
  const at = new Map(values.map((value, index) => [value, index]));
  const lines = visual.series ? linesBySeries(visual, label, rows) : linesByMeasure(visual, rows);
  for (const line of lines) fill(line, at, values.length, isMonthly(visual, values));
  return isTime(visual) ? sinceTheFirst({ categories, lines }) : { categories, lines };
}

// Years and months before the first figure are nothing to draw; those without one in between are.
function sinceTheFirst({ categories, lines }) {
  const first = categories.findIndex((_, index) => lines.some((line) => line.values[index]));
  if (first <= 0) return { categories, lines };
  const later = (list) => list?.slice(first);
  return { categories: later(categories), lines: lines.map((line) => ({ ...line, values: later(line.values), counts: later(line.counts) })) };
}

const unique = (values) => [...new Set(values)];

function linesByMeasure(visual, rows) {
  return visual.measures.map((measure) => ({ value: undefined, label: measure.label, measure, rows }));
}

function linesBySeries(visual, label, rows) {
  const [measure] = visual.measures;
  return unique(rows.map((row) => row.series ?? null)).map((value) => ({
    value,
    label: label(visual.series, value),
    measure,
    rows: rows.filter((row) => (row.series ?? null) === value),
  }));
}

function fill(line, at, length, isMonthlySum) {
  const { name, format, formula, n } = line.measure;
  const nothing = isMonthlySum && formula.of ? 0 : null;
  line.format = format;
  line.values = Array(length).fill(nothing);
  line.counts = n ? Array(length).fill(null) : undefined;
  for (const row of line.rows) {
    const index = at.get(row.category ?? null);
    line.values[index] = row[name] ?? null;
    if (n) line.counts[index] = row[`${name}_n`] ?? null;
  }
  delete line.rows;
}

// The words for a value of a column: the dashboard's own, else as its type is written.
export function labeller(visual, words, format) {
  return (column, value) => {
    if (value === null || value === "") return NOT_SAID;
    const known = words[column]?.[String(value)];
    if (known) return known;
    if (isSource(column)) return sourcesWords(value);
    if (column === "fiscal_year" || column?.endsWith("_fiscal_year")) return format.fiscalYear(Number(value));
    const kind = visual.types[column];
    if (kind === "date") return isFirstOfMonth(value) ? format.monthShort(value) : format.dayShort(value);
    if (kind === "flag") return value ? "Yes" : "No";
    return String(value);
  };
}

const isFirstOfMonth = (value) => String(value).slice(8, 10) === "01";

export const isTime = (visual) => visual.category?.endsWith("fiscal_year") || visual.types[visual.category] === "date";

function isMonthly(visual, values) {
  return visual.types[visual.category] === "date" && values.length > 0 && values.every((value) => value && isFirstOfMonth(value));
}

function withoutGaps(values, visual) {
  if (!isMonthly(visual, values)) return values;
  const days = [...values].sort();
  const last = parseDay(days.at(-1));
  const months = [];
  for (let day = parseDay(days[0]); day <= last; day = nextMonth(day)) months.push(day.toISOString().slice(0, 10));
  return months;
}

const nextMonth = (day) => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1));

// A year or month that is not over at the day up to which data are known.
function isPartial(visual, value, format) {
  if (!format.asOf || value === null) return false;
  if (visual.category?.endsWith("fiscal_year")) return format.isPartialYear(Number(value));
  if (visual.types[visual.category] !== "date" || !isFirstOfMonth(value)) return false;
  return nextMonth(parseDay(value)).getTime() - 86_400_000 > format.asOf.getTime();
}
