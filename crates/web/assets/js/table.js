// The numbers of a chart as a table, behind "Show as table".
//
// In: { columns: [{ label, show }], rows: [[value, …]], total?: [value, …] }; the first column names the row.
// Out: a closed <details>.

import { element } from "./dom.js";

export function tableDetails(title, table) {
  const scroller = element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": `${title}, as a table` });
  scroller.append(
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...table.columns.map(headCell))),
      element("tbody", {}, ...table.rows.map((row) => bodyRow(table.columns, row))),
      table.total && element("tfoot", {}, bodyRow(table.columns, table.total)),
    ),
  );
  return element("details", {}, element("summary", {}, "Show as table"), scroller);
}

function headCell(column) {
  return element("th", { scope: "col" }, column.label);
}

function bodyRow(columns, row) {
  const [first, ...rest] = row;
  const cells = rest.map((value, index) => element("td", {}, String(columns[index + 1].show(value))));
  return element("tr", {}, element("th", { scope: "row" }, String(columns[0].show(first))), ...cells);
}
