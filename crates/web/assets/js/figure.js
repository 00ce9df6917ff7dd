// One panel of the page: title, one sentence, chart, table.
//
// In:  a panel { view, title, span?, choices?, describe(rows, format, choice) } and its rows.
//      `describe` answers null when there is nothing to draw, else
//      { reading, note?, legend?, table, points, height(width), option(look) }.
// Out: a <figure>, and an entry in `charts` that says what was drawn.

import { element } from "./dom.js";
import { readPalette, prefersStillness } from "./theme.js";
import { tableDetails } from "./table.js";
import { init } from "../vendor/echarts.js";

// What is on the page, by view: for tests and for the curious at the console.
export const charts = new Map();

export function placeholder(panel) {
  const figure = element("figure", { class: `panel ${panel.span ?? "half"}`, id: panel.view, "aria-busy": "true" });
  figure.append(element("figcaption", {}, element("h3", {}, panel.title), element("p", { class: "reading" }, "…")));
  return figure;
}

export function fill(figure, panel, rows, format) {
  const choices = panel.choices?.(rows, format) ?? [];
  const show = (choice) => {
    charts.get(panel.view)?.dispose();
    const story = panel.describe(rows, format, choice);
    const control = choices.length > 1 ? chooser(panel, choices, choice, show) : undefined;
    figure.replaceChildren(...(story ? contents(figure, panel, story, format, control) : [nothing(panel)]));
    figure.removeAttribute("aria-busy");
  };
  show(choices.find((choice) => choice.preferred)?.value ?? choices[0]?.value);
}

export function fail(figure, panel, error) {
  figure.replaceChildren(caption(panel.title, `This could not be read: ${error.message}.`));
  figure.classList.add("failed");
  figure.removeAttribute("aria-busy");
}

function caption(title, reading, ...more) {
  return element("figcaption", {}, element("h3", {}, title), ...more, element("p", { class: "reading" }, reading));
}

function nothing(panel) {
  return caption(panel.title, panel.emptyText ?? "There is nothing to show here yet.");
}

function contents(figure, panel, story, format, control) {
  const canvas = element("div", {
    class: "chart",
    role: "img",
    "aria-label": `Chart: ${panel.title}. ${story.reading}`,
    "data-view": panel.view,
    "data-points": String(story.points),
  });
  // The canvas gets its size from the page, so it is drawn once it stands there.
  requestAnimationFrame(() => draw(figure, canvas, panel, story, format));
  return [
    caption(panel.title, story.reading, control),
    story.legend && legend(story.legend),
    canvas,
    story.note && element("p", { class: "note" }, story.note),
    tableDetails(panel.title, story.table),
  ].filter(Boolean);
}

function legend(entries) {
  const item = ([swatch, label]) => element("li", {}, element("span", { class: `swatch ${swatch}`, "aria-hidden": "true" }), label);
  return element("ul", { class: "legend" }, ...entries.map(item));
}

function chooser(panel, choices, chosen, show) {
  const select = element("select", { "aria-label": `${panel.title}: fiscal year` });
  for (const { value, label } of choices) {
    const option = element("option", { value: String(value) }, label);
    option.selected = value === chosen;
    select.append(option);
  }
  select.addEventListener("change", () => {
    show(choices[select.selectedIndex].value);
    document.getElementById(panel.view)?.querySelector("select")?.focus();
  });
  return select;
}

function draw(figure, canvas, panel, story, format) {
  if (!canvas.isConnected) return;
  canvas.style.height = `${story.height(canvas.clientWidth)}px`;
  const chart = init(canvas, null, { renderer: "canvas" });
  let drawnWidth = 0;
  const redraw = () => {
    const width = canvas.clientWidth;
    const height = story.height(width);
    canvas.style.height = `${height}px`;
    chart.resize({ width, height });
    const animate = drawnWidth === 0 && !prefersStillness();
    chart.setOption(story.option({ palette: readPalette(), width, animate, format }), { notMerge: true });
    drawnWidth = width;
  };
  redraw();
  const observer = new ResizeObserver(() => {
    if (![0, drawnWidth].includes(canvas.clientWidth)) requestAnimationFrame(redraw);
  });
  observer.observe(figure);
  const dispose = () => {
    observer.disconnect();
    chart.dispose();
    charts.delete(panel.view);
  };
  charts.set(panel.view, { points: story.points, redraw, dispose });
}
