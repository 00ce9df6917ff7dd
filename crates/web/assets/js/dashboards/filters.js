// The controls above a dashboard: what it can be narrowed by, with the choices that the data offer.
//
// In:  filters of `/api/dashboards/…`, words, format, a function that is told what was chosen.
// Out: a form that is its own element per filter; it keeps the keyboard's place when the page is drawn anew.

import { element } from "../dom.js";
import { sourceWords } from "../evidence/words.js";

const UNITS = [["person", "People"], ["household", "Households"]];

export function filterBar(filters, words, format, choose) {
  const controls = filters.map((filter) => control(filter, words, format, choose)).filter(Boolean);
  if (controls.length === 0) return undefined;
  return element("section", { class: "filters", "aria-label": "Filters" }, ...controls);
}

function control(filter, words, format, choose) {
  if (filter.name === "unit") return units(filter, choose);
  if (filter.options.length === 0) return undefined;
  const label = (value) => words[filter.name]?.[value] ?? plain(filter.name, value, format);
  return filter.is_multiple ? several(filter, label, choose) : one(filter, label, choose);
}

function plain(name, value, format) {
  if (name === "fiscal_year") return yearLabel(Number(value), format);
  return name === "source" ? sourceWords(value) : String(value);
}

const yearLabel = (year, format) => `${format.fiscalYear(year)}${format.isPartialYear(year) ? " so far" : ""}`;

function one(filter, label, choose) {
  const select = element("select", { id: `filter-${filter.name}` });
  for (const value of filter.options) {
    const option = element("option", { value: String(value) }, label(value));
    option.selected = filter.chosen.includes(String(value));
    select.append(option);
  }
  select.addEventListener("change", () => choose(filter.name, [select.value]));
  return element("label", { class: "field" }, filter.label, select);
}

// Any number of choices: boxes in a box that opens; no tick means all.
function several(filter, label, choose) {
  const boxes = filter.options.map((value, index) => {
    const box = element("input", { type: "checkbox", id: `filter-${filter.name}-${index}`, value: String(value) });
    box.checked = filter.chosen.includes(String(value));
    return box;
  });
  const lines = boxes.map((box) => element("label", { class: "choice" }, box, label(box.value)));
  const words = filter.chosen.length === 0 ? "All" : filter.chosen.map(label).join(", ");
  const summary = element("summary", { id: `filter-${filter.name}`, "aria-label": `${filter.label}: ${words}` }, element("span", { class: "chosen" }, words));
  const details = element("details", { class: "several" }, summary, element("div", { class: "choices" }, ...lines));
  const tell = () => choose(filter.name, boxes.filter((box) => box.checked).map((box) => box.value));
  details.addEventListener("change", tell);
  details.addEventListener("keydown", (event) => event.key === "Escape" && close(details, summary));
  return element("div", { class: "field" }, filter.label, details);
}

// A click elsewhere closes a box.
document.addEventListener("click", (event) => {
  for (const details of document.querySelectorAll("details.several[open]")) {
    if (!details.contains(event.target)) details.removeAttribute("open");
  }
});

function close(details, summary) {
  details.removeAttribute("open");
  summary.focus();
}

function units(filter, choose) {
  const buttons = UNITS.map(([value, label]) => {
    const radio = element("input", { type: "radio", name: "unit", id: `filter-unit-${value}`, value });
    radio.checked = filter.chosen.includes(value);
    radio.addEventListener("change", () => choose(filter.name, value === UNITS[0][0] ? [] : [value]));
    return element("label", {}, radio, element("span", {}, label));
  });
  return element("fieldset", { class: "field segments" }, element("legend", {}, filter.label), element("div", {}, ...buttons));
}
