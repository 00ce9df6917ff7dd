// The evidence for one pair of records as a waterfall: how each field moves the odds, from the first guess to the sum.
//
// In:  { prior_bits, fields: [{ field, level, bits }], weight_bits, probability }. Each bit doubles the odds, below
//      zero it halves them. `prior_bits` may be null: then the sum is that of the fields alone.
// Out: a <div class="waterfall">: the picture (drawn with percentages, so it fits any width), a sentence, and the
//      same numbers as a table. Needs css/evidence.css.

import { element } from "../dom.js";
import { svg } from "./svg.js";
import { stepsTable } from "./table.js";
import { bitsText, capital, probabilityText } from "./words.js";

const ROW_HEIGHT = 26;

export function waterfall(evidence) {
  const steps = stepsOf(evidence);
  const scale = scaleOf(steps);
  const reading = readingOf(evidence, steps);
  const rows = steps.map((step, at) => row(step, scale, at + 1 < steps.length));
  const picture = element("div", { class: "waterfall-rows", role: "img", "aria-label": `Chart: ${reading}` }, ...rows);
  return element("div", { class: "waterfall" }, element("p", { class: "waterfall-reading" }, reading), picture, stepsTable(steps));
}

// From the first guess, field by field, to the sum. Each step knows where it begins and where it ends.
export function stepsOf({ prior_bits: prior, fields, weight_bits: weight }) {
  const steps = [];
  let level = 0;
  const add = (step) => {
    steps.push({ ...step, from: level, to: level + step.bits });
    level += step.bits;
  };
  if (Number.isFinite(prior)) add({ name: "First guess", words: "any two records, before anything is compared", bits: prior, kind: "prior" });
  for (const { field, level: words, bits } of fields) add({ name: field, words, bits, kind: bits < 0 ? "against" : "for" });
  const total = Number.isFinite(prior) ? prior + weight : weight;
  steps.push({ name: "Sum", words: "all of it together", bits: total, from: 0, to: total, kind: "sum" });
  return steps;
}

function scaleOf(steps) {
  const marks = steps.flatMap((step) => [step.from, step.to, 0]);
  const low = Math.min(...marks);
  const span = Math.max(...marks) - low || 1;
  return (bits) => ((bits - low) / span) * 100;
}

function row(step, scale, goesOn) {
  const [from, to] = [scale(step.from), scale(step.to)].sort((one, other) => one - other);
  const bar = svg("rect", { class: `bar ${step.kind}`, x: `${from}%`, width: `${Math.max(to - from, 0.4)}%`, y: 5, height: ROW_HEIGHT - 10, rx: 3 });
  const at = `${scale(step.to)}%`;
  const picture = svg("svg", { class: "waterfall-bar", width: "100%", height: ROW_HEIGHT, "aria-hidden": "true", focusable: "false" },
    svg("line", { class: "zero", x1: `${scale(0)}%`, x2: `${scale(0)}%`, y1: 0, y2: ROW_HEIGHT }),
    bar,
    goesOn ? svg("line", { class: "joint", x1: at, x2: at, y1: ROW_HEIGHT - 5, y2: ROW_HEIGHT }) : undefined,
  );
  return element("div", { class: `waterfall-row ${step.kind}` },
    element("div", { class: "waterfall-label" }, element("b", {}, capital(step.name)), element("span", {}, step.words)),
    picture,
    element("div", { class: "waterfall-bits" }, bitsText(step.bits)),
  );
}

function readingOf({ probability }, steps) {
  const [most] = steps.filter((step) => step.kind === "for").sort((one, other) => other.bits - one.bits);
  const [least] = steps.filter((step) => step.kind === "against").sort((one, other) => one.bits - other.bits);
  const forIt = most ? ` What speaks for it most: ${most.name} (${bitsText(most.bits)} bits).` : "";
  const againstIt = least ? ` Against it: ${least.name} (${bitsText(least.bits)}).` : "";
  return `One and the same with a probability of ${probabilityText(probability)}.${forIt}${againstIt}`;
}

