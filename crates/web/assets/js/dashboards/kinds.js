// Which chart draws a visual. In: a visual, its model, the page's format. Out: what charts/draw.js takes; or nothing for
// kinds that are no canvas (number, table, heat map).

import { bars, barsHeight, diverging } from "../charts/lying.js";
import { columns, columnsThatFit, lineChart } from "../charts/upright.js";
import { isNarrow } from "../charts/look.js";
import { isTime } from "./model.js";
import { noteOf } from "./sureness.js";
import { shortWriter, writer } from "./write.js";

const UPRIGHT_HEIGHT = (width) => (isNarrow(width) ? 230 : 290);
// A ranking is read from its top; the table has the rest.
const BARS_SHOWN = 16;

export function chartOf(visual, model, format) {
  switch (visual.kind) {
    case "line":
      return alongTime(model, format, (look, data) => lineChart(look, data));
    case "bar":
    case "stacked_bar":
    case "grouped_bar":
      return isTime(visual) ? upright(visual, model, format) : lying(visual, model, format);
    case "horizontal_bar":
      return lying(visual, model, format);
    default:
      return undefined;
  }
}

// What every chart says of a category: its name and each line's figure.
export function told(model, format) {
  return (index) => {
    const { label, partial } = model.categories[index];
    const lines = model.lines.filter((line) => line.values[index] !== null).map((line) => `${model.lines.length > 1 ? `${line.label}: ` : ""}${writer(line.format, format)(line.values[index])}${sureness(line, index, format)}`);
    return [`${label}${partial ? " so far" : ""}`, ...lines].join("\n");
  };
}

function sureness(line, index, format) {
  const note = noteOf(line, index, format);
  return note ? ` ${note}` : "";
}

// The last categories that fit; `build` draws them.
function alongTime(model, format, build, fits = (look) => columnsThatFit(look)) {
  return {
    height: UPRIGHT_HEIGHT,
    build(look) {
      const count = Math.min(model.categories.length, fits(look));
      const first = model.categories.length - count;
      const categories = model.categories.slice(first);
      const lines = model.lines.map((line) => ({ ...line, values: line.values.slice(first) }));
      const tip = told(model, format);
      const option = build(look, {
        names: categories.map((category) => category.label),
        partial: categories.map((category) => category.partial),
        lines,
        axis: shortWriter(lines[0].format, format),
        tip: (index) => tip(first + index),
        isShare: lines[0].format === "percent",
      });
      return { option, first, count, lines: lines.length };
    },
  };
}

function upright(visual, model, format) {
  const arrangement = visual.kind === "stacked_bar" ? "stacked" : "grouped";
  const [line] = model.lines;
  const isLabelled = model.lines.length === 1 && model.categories.length <= 14;
  const texts = isLabelled ? line.values.map((value) => (value === null ? "" : shortWriter(line.format, format)(value))) : undefined;
  const sideBySide = arrangement === "grouped" ? model.lines.length : 1;
  const fits = (look) => columnsThatFit(look, texts, sideBySide);
  return alongTime(model, format, (look, data) => {
    const label = texts && ((index) => texts[model.categories.length - data.names.length + index]);
    return columns(look, { ...data, label, arrangement });
  }, fits);
}

function lying(visual, model, format) {
  const count = Math.min(model.categories.length, BARS_SHOWN);
  const lines = model.lines.map((line) => ({ ...line, values: line.values.slice(0, count) }));
  const arrangement = visual.kind === "grouped_bar" ? "grouped" : "stacked";
  const data = { names: model.categories.slice(0, count).map((category) => category.label), lines, tip: told(model, format), label: endText(lines, arrangement, format), arrangement };
  const isSplit = lines.length === 1 && lines[0].values.some((value) => value < 0);
  const build = (look) => ({ option: (isSplit ? diverging : bars)(look, data), first: 0, count, lines: lines.length });
  return { height: barsHeight(count, arrangement === "grouped" ? lines.length : 1), build };
}

function endText(lines, arrangement, format) {
  const write = shortWriter(lines[0].format, format);
  if (arrangement === "grouped" && lines.length > 1) return () => "";
  return (index) => write(lines.reduce((sum, line) => sum + (line.values[index] ?? 0), 0));
}
