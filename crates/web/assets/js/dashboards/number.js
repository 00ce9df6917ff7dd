// One figure: the newest value, and beside it the one before.
//
// In: a visual, its model (at most two categories, in any order), format. Out: an element; nothing without a value.

import { element } from "../dom.js";
import { change } from "./reading.js";
import { likely, ofHowMany } from "./sureness.js";
import { writer } from "./write.js";

export function numberElement(visual, model, format, link) {
  const [line] = model.lines;
  const known = line ? model.categories.map((_, index) => index).filter((index) => line.values[index] !== null) : [];
  if (known.length === 0) return undefined;
  const newest = known.reduce((a, b) => (String(model.categories[b].value) > String(model.categories[a].value) ? b : a));
  const before = known.find((index) => index !== newest);
  const value = writer(line.format, format)(line.values[newest]);
  const count = ofHowMany(line, newest, format);
  const note = count && [`${count} ${line.measure.of ?? ""}`.trim(), likely(line, newest, format)].filter(Boolean).join(", ");
  const shown = link ? element("a", { href: link(newest, 0) }, value) : value;
  const words = [visual.category && model.categories[newest].partial && `${model.categories[newest].label} so far`, note].filter(Boolean).join(", ");
  return element(
    "div",
    { class: "value-block" },
    element("p", { class: "value" }, shown),
    words && element("p", { class: "words" }, words),
    before !== undefined && element("p", { class: "words" }, comparison(model, line, before, newest, format)),
  );
}

// A year that is not over is set beside the one before without a judgement, unless both are told up to the same day.
function comparison({ categories }, line, before, newest, format) {
  const was = writer(line.format, format)(line.values[before]);
  const label = categories[before].label;
  if (isToDate(line)) return `${change(line, before, newest, format).replace(/ in$/, "")} ${label} by the same day (${was})`;
  if (categories[newest].partial) return `${was} in ${label}`;
  return `${change(line, before, newest, format)} ${label} (${was})`;
}

// Columns called …_to_date are up to the same day in every year.
const isToDate = (line) => JSON.stringify(line.measure.formula).includes("_to_date");
