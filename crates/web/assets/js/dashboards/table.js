// The figures of a visual as a table: behind "Show as table", or as the visual itself.
//
// In:  columns [{ label, show, isText, isLong }], rows [[value, …]], a total row; a cell is a value or { value, href, note }.
// Out: a table that scrolls on its own; the first column names the row.

import { element } from "../dom.js";

export function tableElement(title, { columns, rows, total }) {
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, ...columns.map((column, index) => element("th", { scope: "col", class: sideOf(column, index) }, column.label)))),
    element("tbody", {}, ...rows.map((row) => bodyRow(columns, row))),
    total && element("tfoot", {}, bodyRow(columns, total)),
  );
  return element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": title }, table);
}

export function tableDetails(title, table) {
  return element("details", { class: "as-table" }, element("summary", {}, "Show as table"), tableElement(`${title}, as a table`, table));
}

function bodyRow(columns, row) {
  const cells = row.map((cell, index) => {
    const content = contentOf(cell, columns[index]);
    return index === 0 ? element("th", { scope: "row" }, ...content) : element("td", { class: sideOf(columns[index], index) }, ...content);
  });
  return element("tr", {}, ...cells);
}

// Words stand on the left; long ones may break.
function sideOf(column, index) {
  if (index === 0 || !column.isText) return undefined;
  return column.isLong ? "words long" : "words";
}

function contentOf(cell, column) {
  const { value, href, note } = cell !== null && typeof cell === "object" ? cell : { value: cell };
  const text = String(column.show(value));
  const shown = href && value !== null ? element("a", { href }, text) : text;
  return note ? [shown, element("span", { class: "n" }, ` ${note}`)] : [shown];
}
