// What the sections of a person's page share: parts that are withheld, tables, money in any currency.

import { element } from "../dom.js";

const locale = navigator.languages?.length ? [...navigator.languages] : undefined;
const formats = new Map();

// An amount as the lake keeps it (text, all digits) becomes a number only here.
export function money(amount, currency) {
  if (amount === null || amount === undefined) return "–";
  if (!formats.has(currency)) formats.set(currency, new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" }));
  return formats.get(currency).format(amount).replace("-", "−");
}

export const rowsOf = (part) => part?.rows ?? [];

export const isWithheld = (part) => part?.withheld !== undefined;

// In the place of what the role does not see: that it is there, and what the role lacks.
export const withheld = (what, part) => element("p", { class: "withheld" }, `${what} not shown: the role that this page is served as does not see ${part.withheld}.`);

export const quiet = (text) => element("p", { class: "quiet" }, text);

// columns: [{ label, cell(row), right? }]; the first one names the row. `markRow(row)` is a class or undefined.
export function table(label, columns, rows, markRow = () => undefined) {
  const head = columns.map(({ label: title, right }) => element("th", { scope: "col", class: right ? "right" : "left" }, title));
  const body = rows.map((row) => element("tr", { class: markRow(row) }, ...columns.map((column, at) => cell(column, row, at))));
  return scroller(label, element("table", { class: "list" }, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body)));
}

export const scroller = (label, content) => element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": label }, content);

function cell(column, row, at) {
  const content = [column.cell(row)].flat().filter((one) => one !== undefined && one !== null);
  const side = column.right ? "right" : "left";
  return at === 0 ? element("th", { scope: "row", class: side }, ...content) : element("td", { class: side }, ...content);
}

// A long table shows its beginning; a button shows the rest. Paper gets all of it.
export function shortened(wrapper, most) {
  const rest = [...wrapper.querySelectorAll("tbody tr")].slice(most);
  if (rest.length === 0) return [wrapper];
  rest.forEach((row) => row.classList.add("later"));
  const button = element("button", { type: "button", class: "button" }, `Show all ${rest.length + most}`);
  button.addEventListener("click", () => {
    rest.forEach((row) => row.classList.remove("later"));
    button.remove();
    wrapper.focus();
  });
  return [wrapper, button];
}

export const personLink = (id, name) => element("a", { href: `/people/${encodeURIComponent(id)}` }, name || id);
