// Why the records are one: the graph with its weakest link, the waterfall of a link, and what became of merged ids.
//
// In: the section's parts { records, links, retired, decisions }. Out: the section's contents.

import { element } from "../dom.js";
import { clusterGraph } from "../evidence/cluster.js";
import { waterfall } from "../evidence/waterfall.js";
import { bitsText, probabilityText } from "../evidence/words.js";
import { isWithheld, quiet, rowsOf, table, withheld } from "./parts.js";

export function showEvidence(parts, { format }) {
  return [...together(parts, format), ...history(parts, format)];
}

function together(parts, format) {
  if (isWithheld(parts.records)) return [withheld("Source records are", parts.records)];
  if (isWithheld(parts.links)) return [withheld("The evidence is", parts.links)];
  const records = rowsOf(parts.records).map((row) => ({ key: row.source_record_key, source: row.source }));
  const { links, prior_bits: prior } = parts.links.rows;
  if (records.length === 1) return [quiet("One source record: there was nothing to bring together.")];
  if (links.length === 0) return [quiet("No link of evidence joins these records: a steward's word does.")];
  return board(records, links.map((link) => ({ ...link, left: link.left_key, right: link.right_key, prior_bits: prior })), format);
}

// Graph, list and waterfall show the same chosen link; the weakest one at first.
function board(records, links, format) {
  const stage = element("div", { class: "card stage", id: "waterfall", tabindex: "-1" });
  const buttons = new Map();
  const choose = (link) => {
    for (const [one, button] of buttons) button.setAttribute("aria-pressed", String(one === link));
    stage.replaceChildren(element("h3", { class: "inner first" }, "Evidence for ", key(link.left), " and ", key(link.right)), waterfall(link));
  };
  const holding = links.filter((link) => link.holds);
  const beside = links.filter((link) => !link.holds);
  const item = (link) => {
    const button = element("button", { type: "button", class: "link-choice", "aria-pressed": "false" },
      element("span", {}, key(link.left), " – ", key(link.right)),
      element("span", { class: "note-line" }, `${probabilityText(link.probability)}, ${bitsText(link.weight_bits)} bits, proposed by ${link.rule}`),
      link.is_weakest ? element("span", { class: "chip" }, "weakest link") : undefined,
    );
    button.addEventListener("click", () => choose(link));
    buttons.set(link, button);
    return element("li", {}, button);
  };
  const list = element("ul", { class: "plain links" }, ...[...holding].reverse().map(item));
  const more = beside.length > 0 ? element("details", {}, element("summary", {}, `${format.count(beside.length)} more that only confirm`), element("ul", { class: "plain links" }, ...beside.map(item))) : undefined;
  choose(links.find((link) => link.is_weakest) ?? links[0]);
  const reading = quiet(`${format.count(records.length)} source records, held together by ${format.count(holding.length)} of ${format.count(links.length)} links. Where the weakest one broke, they would fall in two.`);
  return [reading, element("div", { class: "evidence-board" }, element("div", { class: "card" }, clusterGraph(records, links, choose)), element("div", { class: "card" }, element("h3", { class: "inner first" }, "Links, the weakest first"), list, more)), stage];
}

const key = (text) => element("code", { class: "key" }, text);

const VERDICTS = { match: "one and the same", never: "never one", open: "left to the engine again" };

function history(parts, format) {
  const title = element("h3", { class: "inner" }, "History of merges");
  const retired = isWithheld(parts.retired) ? withheld("Merged ids are", parts.retired) : mergedIds(rowsOf(parts.retired));
  const said = isWithheld(parts.decisions) ? withheld("Decisions of stewards are", parts.decisions) : decisions(rowsOf(parts.decisions), format);
  return [title, retired, said];
}

function mergedIds(rows) {
  if (rows.length === 0) return quiet("No other golden id was ever merged into this one.");
  const ids = rows.flatMap((row, at) => [at > 0 ? ", " : "", key(row.retired_id)]);
  return element("p", {}, "Merged into this one, and leading here: ", ...ids, ". The lake keeps no day for what the engine merged.");
}

function decisions(rows, format) {
  if (rows.length === 0) return quiet("No steward decided anything about these records.");
  const columns = [
    { label: "When", cell: (row) => format.day(row.decided_at) },
    { label: "A steward said", cell: (row) => VERDICTS[row.verdict] ?? row.verdict },
    { label: "One record", cell: (row) => key(row.left) },
    { label: "The other", cell: (row) => key(row.right) },
  ];
  return table("Decisions of stewards, the latest first", columns, rows);
}
