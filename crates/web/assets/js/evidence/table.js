// The steps of a waterfall as a table, behind "Show as table". In: steps { name, words, bits, to }. Out: a closed <details>.

import { element } from "../dom.js";
import { bitsText, capital } from "./words.js";

export function stepsTable(steps) {
  const head = ["Evidence", "What was found", "Bits", "Together"].map((title) => element("th", { scope: "col" }, title));
  const row = (step) => element("tr", {}, element("th", { scope: "row" }, capital(step.name)), element("td", {}, step.words), element("td", {}, bitsText(step.bits)), element("td", {}, bitsText(step.to)));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...steps.map(row)));
  const scroller = element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": "Evidence, as a table" }, table);
  return element("details", {}, element("summary", {}, "Show as table"), scroller);
}
