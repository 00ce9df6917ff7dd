// Any dashboard: asks for it with what the address says was chosen, and draws it; again when something is chosen.
//
// In: <body data-dashboard="NAME">. Out: heading, filters and visuals in <main>.

import { charts, redrawAll } from "../charts/draw.js";
import { onLookChange } from "../charts/theme.js";
import { fetchJson } from "../api.js";
import { element } from "../dom.js";
import { start } from "../page.js";
import { choose, chosen, onBack, withQuery } from "./address.js";
import { filterBar } from "./filters.js";
import { widthsOf } from "./layout.js";
import { figureOf } from "./visual.js";

const NAME = document.body.dataset.dashboard;
const place = document.getElementById("dashboard");

start(async ({ format }) => {
  let asked = 0;
  // Answers that were overtaken by a newer question are dropped.
  async function show() {
    const question = ++asked;
    place.setAttribute("aria-busy", "true");
    const dashboard = await fetchJson(withQuery(`/api/dashboards/${NAME}`, chosen()));
    if (question === asked) draw(dashboard, format, onChoice);
  }
  const onChoice = (filter, values) => {
    choose(filter, values);
    show().catch(fail);
  };
  onBack(() => show().catch(fail));
  onLookChange(redrawAll);
  window.donorlake = { charts };
  await show();
});

function draw(dashboard, format, onChoice) {
  document.getElementById("purpose").textContent = dashboard.purpose;
  document.getElementById("period").textContent = format.asOf ? `Data up to ${format.day(format.asOf)}.` : "";
  const focused = focusedControl();
  charts.forEach((chart) => chart.dispose());
  const bar = filterBar(dashboard.filters, dashboard.words, format, onChoice);
  const widths = widthsOf(dashboard.visuals);
  const figures = dashboard.visuals.map((visual, index) => figureOf(visual, widths[index], dashboard, format));
  place.replaceChildren(...[bar, element("div", { class: "panels" }, ...figures)].filter(Boolean));
  place.removeAttribute("aria-busy");
  if (focused) restoreFocus(focused);
}

// The controls are made anew with every answer; the keyboard stays where it was.
function focusedControl() {
  const control = document.activeElement?.closest(".filters") ? document.activeElement : undefined;
  return control && { id: control.id, isInBox: control.closest("details.several") !== null };
}

function restoreFocus({ id, isInBox }) {
  const control = document.getElementById(id);
  if (isInBox) control?.closest("details.several")?.setAttribute("open", "");
  control?.focus();
}

function fail(error) {
  place.removeAttribute("aria-busy");
  place.replaceChildren(element("p", { class: "notice warn", role: "alert" }, `This could not be shown: ${error.message}.`));
}
