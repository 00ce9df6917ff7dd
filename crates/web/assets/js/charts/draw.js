// One chart on its canvas: drawn at the width that there is, again when that or the colours change.
//
// In:  a place { name, label, spoken, link? } and a chart { height(width), build(look) → { option, first, count, lines } }:
//      `first` is the category that stands first, `spoken(category)` its words, `link(category, line)` the list behind it.
// Out: an element. Arrow keys move along the chart and are spoken; Enter or a click opens the list.

import { element } from "../dom.js";
import { prefersStillness, readPalette } from "./theme.js";
import { init } from "../../vendor/echarts.js";

// What is on the page, by name: for tests and for the curious at the console.
export const charts = new Map();

export function chartElement(place, chart) {
  const keys = place.link ? "Arrow keys move along it, Enter opens the list behind a point." : "Arrow keys move along it.";
  const canvas = element("div", { class: place.link ? "chart has-list" : "chart", role: "img", tabindex: "0", "aria-label": `${place.label} ${keys}` });
  const voice = element("p", { class: "spoken", "aria-live": "polite" });
  // The canvas gets its size from the page, so it is drawn once it stands there.
  requestAnimationFrame(() => canvas.isConnected && draw(canvas, voice, place, chart));
  return element("div", { class: "chart-frame" }, canvas, voice);
}

function draw(canvas, voice, place, chart) {
  charts.get(place.name)?.dispose();
  canvas.style.height = `${chart.height(canvas.clientWidth)}px`;
  const drawn = { instance: init(canvas, null, { renderer: "canvas" }), width: 0, at: -1 };
  const redraw = () => paint(canvas, drawn, chart);
  redraw();
  const observer = new ResizeObserver(() => ![0, drawn.width].includes(canvas.clientWidth) && requestAnimationFrame(redraw));
  observer.observe(canvas.parentElement);
  const open = (index, line) => place.link && location.assign(place.link(drawn.first + index, line));
  drawn.instance.on("click", ({ dataIndex, seriesIndex }) => seriesIndex < drawn.lines && open(dataIndex, seriesIndex));
  canvas.addEventListener("keydown", (event) => onKey(event, drawn, { voice, place, open }));
  canvas.addEventListener("blur", () => drawn.instance.dispatchAction({ type: "hideTip" }));
  const dispose = () => {
    observer.disconnect();
    drawn.instance.dispose();
    charts.delete(place.name);
  };
  charts.set(place.name, { redraw, dispose, points: () => drawn.count, pixelOf: (index, line) => pixelOf(drawn, index, line) });
}

function paint(canvas, drawn, chart) {
  const width = canvas.clientWidth;
  const height = chart.height(width);
  canvas.style.height = `${height}px`;
  drawn.instance.resize({ width, height });
  const { option, first, count, lines } = chart.build({ palette: readPalette(), width, animate: drawn.width === 0 && !prefersStillness() });
  drawn.instance.setOption(option, { notMerge: true });
  Object.assign(drawn, { width, first, count, lines });
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function onKey(event, drawn, { voice, place, open }) {
  if (event.key === "Enter" && drawn.at >= 0) return open(drawn.at, 0);
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  drawn.at = drawn.at < 0 && step < 0 ? drawn.count - 1 : (drawn.at + step + drawn.count) % drawn.count;
  drawn.instance.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: drawn.at });
  voice.textContent = place.spoken(drawn.first + drawn.at);
}

// Where a point stands on the canvas, for those who click it by program.
function pixelOf({ instance, first }, index, line = 0) {
  const value = instance.getOption().series[line].data[index - first];
  const amount = typeof value === "object" && value !== null ? value.value : value;
  const isLying = instance.getOption().yAxis[0].type === "category";
  return instance.convertToPixel({ seriesIndex: line }, isLying ? [amount / 2, index - first] : [index - first, amount / 2]);
}

export const redrawAll = () => charts.forEach((chart) => chart.redraw());
