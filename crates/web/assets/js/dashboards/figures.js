// A model as a table: a row per category, a column per line, each rate with the number that it speaks of, and the way
// to the list behind each figure.
//
// In: a visual, its model, the page's format, `link(category, line)` or nothing. Out: what table.js takes.

import { noteOf } from "./sureness.js";
import { exactWriter, isNumber } from "./write.js";

export function figuresTable(visual, model, format, link) {
  const { categories, lines } = model;
  const first = { label: visual.category ? heading(visual.category) : "", show: format.text, isText: true };
  const columns = [first, ...lines.map((line) => ({ label: line.label, show: exactWriter(line.format, format), isText: !isNumber(line.format) }))];
  const rows = categories.map((category, index) => [
    { value: category.partial ? `${category.label} so far` : category.label, href: !visual.series && link?.(index, 0) },
    ...lines.map((line, at) => ({ value: line.values[index], note: noteOf(line, index, format), href: visual.series && line.values[index] !== null ? link?.(index, at) : undefined })),
  ]);
  return { columns, rows, total: totalOf(visual, model) };
}

// What adds up is added up: counts and amounts over categories that are no years (a donor counts in several).
function totalOf(visual, { categories, lines }) {
  const addsUp = lines.every((line) => line.measure.formula.of && ["sum", "count"].includes(line.measure.formula.of.function));
  if (!addsUp || categories.length < 2 || visual.category?.endsWith("fiscal_year") || visual.types[visual.category] === "date") return undefined;
  return ["All", ...lines.map((line) => line.values.reduce((sum, value) => sum + (value ?? 0), 0))];
}

export function heading(column) {
  const words = column.replace(/_/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
