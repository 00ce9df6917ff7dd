// The weights of the model: per field and level of agreement, how often people and strangers agree so, and the bits.
//
// In:  the model as JSON. Out: the nodes of the picture; it is a table whose bars show the bits.

import { element } from "../dom.js";
import { svg } from "../evidence/svg.js";
import { bitsText } from "../evidence/words.js";

export function showWeights(model, format) {
  const most = Math.max(...model.fields.flatMap((field) => field.levels.map((level) => Math.abs(level.bits))), 1);
  const state = model.converged ? "came to rest after" : "was still moving after";
  const shareOf = share(format);
  return [
    element("p", {}, `Each agreement adds bits, each disagreement takes some away: +1 doubles the odds that two records are one, −1 halves them. Training ${state} ${format.count(model.iterations)} rounds; it expects ${number(model.matches_per_record)} pairs of one person per record, and ${number(model.households_per_record)} of two people of one household.`),
    element("div", { class: "weights", role: "table", "aria-label": "Weights of the model" },
      element("div", { role: "row", class: "weights-row head" }, ...["When both know it, they", "Against or for", "Bits", "m: one person", "u: strangers"].map((label) => element("span", { role: "columnheader" }, label))),
      ...model.fields.flatMap((field) => [
        element("div", { role: "row" }, element("h3", { role: "rowheader" }, words(field.field))),
        ...field.levels.map((level) => row(level, most, shareOf)),
      ]),
    ),
    element("p", { class: "quiet" }, "m is the share of the pairs of one person that agree so, u the share of strangers; bits = log2(m / u). The model lies beside the snapshot; “donorlake model --pin” keeps it for later runs."),
  ];
}

function row({ level, m, u, bits }, most, shareOf) {
  return element("div", { role: "row", class: "weights-row" },
    element("span", { role: "rowheader" }, level),
    element("span", { role: "cell" }, bar(bits, most), element("span", { class: "visually-hidden" }, bits < 0 ? "against" : "for")),
    element("span", { role: "cell" }, bitsText(bits)),
    element("span", { role: "cell" }, shareOf(m)),
    element("span", { role: "cell" }, shareOf(u)),
  );
}

function bar(bits, most) {
  const share = (Math.abs(bits) / most) * 50;
  return svg("svg", { class: "picture weight-bar", width: "100%", height: 18, "aria-hidden": "true", focusable: "false" },
    svg("rect", { class: bits < 0 ? "against" : "for", x: `${bits < 0 ? 50 - share : 50}%`, width: `${Math.max(share, 0.3)}%`, y: 3, height: 12, rx: 2 }),
    svg("line", { class: "axis", x1: "50%", x2: "50%", y1: 0, y2: 18 }),
  );
}

// Strangers rarely agree: below a hundredth it reads as one in so many.
const share = (format) => (value) => (value >= 0.01 ? format.percentExact(value) : `1 in ${count(Math.round(1 / value))}`);
const count = (value) => value.toLocaleString(undefined, value >= 1e6 ? { notation: "compact", maximumSignificantDigits: 3 } : {});
const number = (value) => value.toLocaleString(undefined, { maximumFractionDigits: 2 });
const words = (name) => name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ").toLowerCase().replace(/^./, (letter) => letter.toUpperCase());
