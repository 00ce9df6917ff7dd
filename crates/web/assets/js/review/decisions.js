// The decisions that stand, the latest first; each can be taken back.

import { element } from "../dom.js";
import { sourceWords } from "../evidence/cluster.js";

const WORDS = { match: "Same person", never: "Different people" };

export function showDecisions(place, decisions, records, format, takeBack) {
  const items = decisions.map((decision) => item(decision, records, takeBack));
  place.replaceChildren(
    element("h2", { id: "decisions-title" }, "Decisions that stand"),
    items.length === 0 ? element("p", { class: "quiet" }, "None yet. Every decision is kept for good, and can be taken back here.") : element("ul", { class: "decisions" }, ...items),
  );
}

function item(decision, records, takeBack) {
  const [left, right] = [decision.left, decision.right].map((key) => named(key, records[key]));
  const back = element("button", { type: "button", class: "button small", "aria-label": `Take back: ${WORDS[decision.verdict]}, ${left} and ${right}` }, "Take back");
  back.addEventListener("click", () => takeBack(decision));
  return element("li", { "data-left": decision.left, "data-right": decision.right },
    element("div", {},
      element("span", { class: `chip ${decision.verdict}` }, WORDS[decision.verdict]), " ",
      element("span", {}, `${left} and ${right}`),
      element("span", { class: "quiet" }, ` · ${when(decision.decided_at)} · ${decision.honoured ? "in effect" : "waits for the next resolution"}`),
    ),
    back,
  );
}

const named = (key, record) => (record ? `${record.name} (${sourceWords(record.source)})` : key);

function when(moment) {
  return new Date(moment).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
