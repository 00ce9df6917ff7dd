// The distribution of match scores, with the cut: all links by bits, and the doubtful ones by probability.
//
// In:  by_bits [{ bits, outcome, links }], by_probability [{ probability, outcome, links }], the bits of the first
//      guess (null when not known), the cut and the threshold of review as probabilities.
// Out: the nodes of the picture.

import { element } from "../dom.js";
import { svg } from "../evidence/svg.js";
import { tableDetails } from "../dashboards/table.js";
import { histogram } from "./histogram.js";

export function showScores({ by_bits: byBits, by_probability: byProbability, prior_bits: prior, cut, review }, format) {
  if (byBits.length === 0) return [element("p", {}, "No two records share enough to be kept as a link.")];
  const marks = prior === null ? [] : [{ at: odds(cut) - prior, words: `cut: ${format.percent(cut)}` }];
  const total = byBits.reduce((sum, row) => sum + row.links, 0);
  const open = byBits.filter((row) => row.outcome === "review").reduce((sum, row) => sum + row.links, 0);
  const share = (value) => format.percent(value);
  const doubtful = byProbability.filter((row) => row.probability < 0.95);
  return [
    element("p", {}, `${format.count(total)} links are kept: pairs of records that are one with a probability of ${share(review)} or more. Pairs below that are compared and forgotten, so the picture begins there. ${format.count(open)} are left for a person to look at.`),
    element("h3", {}, "All links, by the bits of their evidence"),
    histogram(bins(byBits, (row) => row.bits, 2), {
      step: 2, marks, axis: (bits) => `${bits < 0 ? "−" : "+"}${Math.abs(bits)}`, words: "Links by bits", unit: "bits", every: 5,
    }, format),
    legend(),
    element("h3", {}, "The doubtful ones, by probability"),
    doubtful.length === 0 ? element("p", { class: "quiet" }, "None is below 95 %.") : histogram(bins(doubtful, (row) => Math.round(row.probability * 20) / 20, 0.05, [review, 0.9]), {
      step: 0.05, marks: [{ at: cut, words: `cut: ${share(cut)}` }], axis: share, words: "Links by probability", unit: "", every: 2,
    }, format),
    element("p", { class: "quiet" }, "The cut acts on clusters: two groups of records are joined when the mean over all pairs between them reaches it. A link above it whose records stay two was vetoed (another suffix, another birth date), or other pairs spoke against it. How right the probabilities are is measured in crates/matching/README.md."),
    tableDetails("Links by bits", {
      columns: [{ label: "Bits from", show: String }, { label: "Outcome", show: String }, { label: "Links", show: format.count }],
      rows: byBits.map((row) => [row.bits, row.outcome, row.links]),
    }),
  ];
}

const odds = (probability) => Math.log2(probability / (1 - probability));

// Every bin between the first and the last, also the empty ones.
function bins(rows, key, step, [from, to] = [Math.min(...rows.map(key)), Math.max(...rows.map(key))]) {
  const count = Math.round((to - from) / step) + 1;
  const all = Array.from({ length: count }, (_, at) => ({ at: from + at * step, match: 0, review: 0 }));
  for (const row of rows) {
    const bin = all[Math.round((key(row) - from) / step)];
    if (bin) bin[row.outcome] += row.links;
  }
  return all;
}

function legend() {
  const item = (kind, words) => element("li", {}, svg("svg", { class: "picture-key", width: 11, height: 11, "aria-hidden": "true" }, svg("rect", { class: kind, width: 11, height: 11, rx: 3 })), words);
  return element("ul", { class: "legend picture" }, item("match", "a match by itself"), item("review", "left open: below the cut, or vetoed"));
}
