// A heat map, as what it is: a table whose cells are shaded by their figure.
//
// In: a visual, its model (categories across, lines down), format, `link`. Out: a table; five shades, the figure
// in each, those of few marked.

import { element } from "../dom.js";
import { heading } from "./figures.js";
import { isOfFew, noteOf } from "./sureness.js";
import { shortWriter, writer } from "./write.js";

const SHADES = 5;
const FEW_MARK = "*";

export function heatMap(visual, { categories, lines }, format, link) {
  const values = lines.flatMap((line) => line.values).filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const shade = (value) => Math.min(SHADES, 1 + Math.floor(((value - low) / (high - low || 1)) * SHADES));
  const head = element("tr", {}, element("th", { scope: "col" }, [visual.series && `${heading(visual.series)} ↓`, visual.category && `${heading(visual.category)} →`].filter(Boolean).join(" ")), ...categories.map((category) => element("th", { scope: "col" }, category.label)));
  const rows = lines.map((line, at) => element("tr", {}, element("th", { scope: "row" }, line.label), ...categories.map((category, index) => cell(line, at, category, index))));

  function cell(line, at, category, index) {
    const value = line.values[index];
    if (value === null) return element("td", { class: "nothing" });
    const note = noteOf(line, index, format);
    const title = `${line.label}, ${category.label}: ${writer(line.format, format)(value)}${note ? ` ${note}` : ""}`;
    const text = `${shortWriter(line.format, format)(value)}${isOfFew(line, index) ? FEW_MARK : ""}`;
    const shown = link ? element("a", { href: link(index, at), "aria-label": title }, text) : text;
    return element("td", { class: `shade-${shade(value)}`, title }, shown);
  }

  const table = element("table", { class: "heat" }, element("thead", {}, head), element("tbody", {}, ...rows));
  const scrolled = element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": visual.title }, table);
  const hasFew = lines.some((line) => line.values.some((value, index) => value !== null && isOfFew(line, index)));
  return element("div", {}, scrolled, hasFew && element("p", { class: "note" }, `${FEW_MARK} of fewer than five: too few to judge by.`));
}
