// One visual of a dashboard: heading, a sentence, the picture, what it means, the figures as a table.
//
// In:  a visual of `/api/dashboards/…`, its width, the dashboard, the page's format. Out: a <figure>.

import { chartElement } from "../charts/draw.js";
import { tones } from "../charts/look.js";
import { element } from "../dom.js";
import { listAddress } from "./address.js";
import { figuresTable } from "./figures.js";
import { heatMap } from "./heat_map.js";
import { ignoredNote } from "./ignored.js";
import { chartOf, told } from "./kinds.js";
import { listTable } from "./list_table.js";
import { modelOf } from "./model.js";
import { numberElement } from "./number.js";
import { reading } from "./reading.js";
import { tableDetails, tableElement } from "./table.js";

export function figureOf(visual, width, dashboard, format) {
  const figure = element("figure", { class: `panel kind-${visual.kind.replace("_", "-")} ${width}`, id: visual.name, "data-kind": visual.kind });
  figure.append(...[...contents(visual, dashboard, format), ignoredNote(visual, dashboard)].filter(Boolean));
  return figure;
}

function contents(visual, dashboard, format) {
  if (visual.trouble) return [caption(visual.title, undefined), element("p", { class: "withheld" }, `${visual.trouble.charAt(0).toUpperCase()}${visual.trouble.slice(1)}.`)];
  if (visual.rows.length === 0) return [caption(visual.title, undefined), element("p", { class: "quiet" }, "Nothing to show for this choice."), meaning(visual)];
  if (visual.columns.length > 0) return [caption(visual.title, undefined), tableElement(visual.title, listTable({ ...visual, is_about_people: true }, dashboard.words, format)), meaning(visual)];
  const model = modelOf(visual, dashboard.words, format);
  const link = visual.has_list ? (index, line) => listAddress(dashboard.name, visual, model.categories[index].value, model.lines[line]?.value) : undefined;
  const words = reading(visual, model, format);
  const table = () => figuresTable(visual, model, format, link);
  switch (visual.kind) {
    case "number":
      return [caption(visual.title, undefined), numberElement(visual, model, format, link), meaning(visual)];
    case "table":
      return [caption(visual.title, undefined), tableElement(visual.title, table()), meaning(visual)];
    case "heat_map":
      return [caption(visual.title, words), heatMap(visual, model, format, link), meaning(visual)];
    default:
      return chartContents(visual, model, format, { link, words, table: table() });
  }
}

function chartContents(visual, model, format, { link, words, table }) {
  const spoken = told(model, format);
  const place = { name: visual.name, label: `Chart: ${visual.title}. ${words ?? ""}`, link, spoken: (index) => spoken(index).replaceAll("\n", ", ") };
  return [
    caption(visual.title, words),
    model.lines.length > 1 && legend(model.lines),
    chartElement(place, chartOf(visual, model, format)),
    meaning(visual),
    tableDetails(visual.title, table),
  ];
}

function caption(title, words) {
  return element("figcaption", {}, element("h2", {}, title), words && element("p", { class: "reading" }, words));
}

const meaning = (visual) => element("p", { class: "note" }, visual.explanation);

function legend(lines) {
  const classes = tones(lines);
  const item = (line, index) => element("li", {}, element("span", { class: `swatch ${classes[index]}`, "aria-hidden": "true" }), line.label);
  return element("ul", { class: "legend" }, ...lines.map(item));
}
