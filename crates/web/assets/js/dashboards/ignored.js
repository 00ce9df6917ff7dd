// What a reader chose and a visual does not follow: a figure that stays as it was must say so.
//
// In: a visual, the dashboard with its filters. Out: a paragraph; undefined when the visual follows every choice.

import { element } from "../dom.js";
import { chosen } from "./address.js";

export function ignoredNote(visual, dashboard) {
  const choices = chosen();
  const ignored = dashboard.filters.filter(({ name }) => choices.get(name) && !(name in visual.filters));
  if (ignored.length === 0) return undefined;
  return element("p", { class: "ignored" }, `Not narrowed by ${ignored.map(wordsOf).join(", ")}.`);
}

const wordsOf = ({ name, label }) => (name === "unit" ? "people or households" : label.toLowerCase());
