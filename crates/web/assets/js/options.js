// The few kinds of chart on the page, as ECharts options.
//
// In:  data and a look { palette, width, animate, format }.
// Out: option objects. Colour means one thing throughout: the accent is what the chart is about,
//      its softer tone is "not finished" or "part of", grey is what is lost or beside the point.

import { textWidth, wrap } from "./wrap.js";

const NARROW = 520;
const LABEL_FONT_SIZE = 13;

export const isNarrow = (width) => width < NARROW;

function frame({ palette, animate }) {
  return {
    animation: animate,
    animationDuration: 450,
    animationEasing: "cubicOut",
    textStyle: { fontFamily: palette.font, color: palette.inkSoft, fontSize: 12 },
  };
}

// `richText` draws the tooltip on the canvas: as HTML it would need inline styles, which the page forbids itself.
function tooltip({ palette }, formatter, trigger = "axis") {
  return {
    trigger,
    renderMode: "richText",
    confine: true,
    backgroundColor: palette.ink,
    borderWidth: 0,
    padding: [8, 12],
    textStyle: { color: palette.surface, fontFamily: palette.font, fontSize: 13, lineHeight: 19 },
    axisPointer: { type: "shadow", shadowStyle: { color: palette.line, opacity: 0.45 } },
    formatter: (hits) => formatter([hits].flat()[0]?.dataIndex ?? 0, [hits].flat()),
  };
}

function quietAxis({ palette }) {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: palette.inkSoft, fontSize: 12 },
    splitLine: { lineStyle: { color: palette.line, width: 1 } },
  };
}

function baseline({ palette }) {
  return { ...quietAxis({ palette }), axisLine: { show: true, lineStyle: { color: palette.line } }, splitLine: { show: false } };
}

const grid = (margins) => ({ outerBoundsMode: "same", outerBoundsContain: "axisLabel", ...margins });

// How many upright bars fit with their labels side by side.
export const columnsThatFit = (look, labels) => Math.max(2, Math.floor(look.width / (widest(look, labels) + 6)));

// Upright bars over time. bars: [{ name, value, soft }]; `label(index)` is written on top when given.
export function columns(look, { bars, axis, tip, label, everyNth }) {
  return {
    ...frame(look),
    grid: grid({ left: 0, right: 4, top: label ? 26 : 14, bottom: 6 }),
    tooltip: tooltip(look, tip),
    xAxis: { type: "category", data: bars.map((bar) => bar.name), ...baseline(look), axisLabel: { ...quietAxis(look).axisLabel, interval: everyNth ?? 0, hideOverlap: true } },
    yAxis: { type: "value", ...quietAxis(look), splitNumber: 4, axisLabel: { ...quietAxis(look).axisLabel, show: !label, formatter: axis }, splitLine: { ...quietAxis(look).splitLine, show: !label } },
    series: [
      {
        type: "bar",
        barMaxWidth: 56,
        barCategoryGap: "28%",
        data: bars.map((bar) => ({ value: bar.value, itemStyle: { color: bar.soft ? look.palette.accentSoft : look.palette.accent, borderRadius: [3, 3, 0, 0] } })),
        label: label && { show: true, position: "top", color: look.palette.ink, fontSize: LABEL_FONT_SIZE, formatter: ({ dataIndex }) => label(dataIndex) },
      },
    ],
  };
}

// Lines over time. lines: [{ name, values, tone, dashed }]; the last `softTail` points are not finished.
export function lines(look, { names, lines: series, axis, tip }) {
  const tones = { strong: look.palette.accent, soft: look.palette.accentSoft, grey: look.palette.neutral };
  return {
    ...frame(look),
    grid: grid({ left: 0, right: 14, top: 14, bottom: 6 }),
    tooltip: { ...tooltip(look, tip), axisPointer: { type: "line", lineStyle: { color: look.palette.neutral, type: "solid" } } },
    xAxis: { type: "category", boundaryGap: true, data: names, ...baseline(look) },
    yAxis: { type: "value", min: 0, ...quietAxis(look), splitNumber: 4, axisLabel: { ...quietAxis(look).axisLabel, formatter: axis } },
    series: series.map(({ name, values, tone, hollow }) => ({
      type: "line",
      name,
      symbol: "circle",
      symbolSize: 8,
      lineStyle: { width: tone === "strong" ? 3 : 2, color: tones[tone] },
      itemStyle: { color: tones[tone] },
      emphasis: { disabled: true },
      data: values.map((value, index) => ({
        value,
        itemStyle: hollow(index) ? { color: look.palette.surface, borderColor: tones[tone], borderWidth: 2 } : undefined,
      })),
    })),
  };
}

const font = ({ palette }) => `${LABEL_FONT_SIZE}px ${palette.font}`;

const widest = (look, texts) => Math.ceil(Math.max(0, ...texts.map((text) => textWidth(String(text), font(look)))));

// Names take what they need, but leave most of the width to the bars.
const nameWidth = (look, names) => Math.min(widest(look, names) + 1, look.width * (isNarrow(look.width) ? 0.4 : 0.3));

// The end of an axis of `width` pixels whose longest bar leaves room for its label.
const endOfAxis = (largest, width, labelWidth) => ((largest || 1) * width) / Math.max(width - labelWidth - 10, width / 4);

export const barsHeight = (count) => (width) => count * (isNarrow(width) ? 46 : 42) + 12;

// Lying bars by category, stacked if there are several series; the number stands at the end.
// series: [{ values, tone }]; `label(index)` is the text at the end of each bar.
export function bars(look, { names, series, tip, label, axis }) {
  const tones = { strong: look.palette.accent, soft: look.palette.accentSoft, grey: look.palette.neutral };
  const left = nameWidth(look, names) + 14;
  const ends = names.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
  const labelWidth = widest(look, names.map((_, index) => label(index)));
  return {
    ...frame(look),
    grid: { left, right: 8, top: 4, bottom: 4, outerBoundsMode: "none" },
    tooltip: tooltip(look, tip),
    xAxis: { type: "value", show: false, max: endOfAxis(Math.max(...ends), look.width - left - 8, labelWidth), ...axis },
    yAxis: {
      type: "category",
      inverse: true,
      data: names.map((name) => wrap(name, left - 14, font(look))),
      ...quietAxis(look),
      axisLabel: { color: look.palette.ink, fontSize: LABEL_FONT_SIZE, align: "left", margin: left, lineHeight: 16 },
    },
    series: [
      ...series.map(({ values, tone }) => ({
        type: "bar",
        stack: "all",
        barMaxWidth: 22,
        itemStyle: { color: tones[tone] },
        emphasis: { disabled: true },
        data: values,
      })),
      endLabels(look, ends, label),
    ],
  };
}

// An invisible bar of no length whose label is the text at the end of the stack.
function endLabels({ palette }, ends, label) {
  const text = { show: true, color: palette.ink, fontSize: LABEL_FONT_SIZE, formatter: ({ dataIndex }) => label(dataIndex) };
  const data = ends.map((end) => ({ value: 0, label: { position: end < 0 ? "left" : "right" } }));
  return { type: "bar", stack: "all", barMaxWidth: 22, silent: true, label: text, data };
}

// Bars to both sides of zero. values may be negative; positive ones carry the accent.
// Where the sides are too short for bar and label, the label moves across the zero line.
export function diverging(look, { names, values, tip, label }) {
  const largest = Math.max(...values.map(Math.abs), 1);
  const side = (look.width - nameWidth(look, names) - 22) / 2;
  const labelWidth = widest(look, values.map((_, index) => label(index)));
  const across = side < 2 * labelWidth;
  const reach = across ? largest : endOfAxis(largest, side, labelWidth);
  const option = bars(look, { names, series: [{ values, tone: "strong" }], tip, label, axis: { min: -reach, max: reach } });
  if (across) option.series[1] = acrossLabels(look, values, label);
  option.series[0].data = values.map((value) => ({ value, itemStyle: { color: value < 0 ? look.palette.neutral : look.palette.accent } }));
  option.series[0].markLine = {
    silent: true,
    symbol: "none",
    label: { show: false },
    lineStyle: { color: look.palette.inkSoft, type: "solid", width: 1 },
    data: [{ xAxis: 0 }],
    animation: false,
  };
  return option;
}

function acrossLabels(look, values, label) {
  const labels = endLabels(look, values, label);
  const data = values.map((value) => ({ value: 0, label: { position: value < 0 ? "right" : "left" } }));
  return { ...labels, stack: "labels", barGap: "-100%", data };
}

// One bar that is cut into parts. parts: [{ name, value, tone }].
export function parts(look, { parts: cut, tip, label }) {
  const tones = { strong: look.palette.accent, soft: look.palette.accentSoft, grey: look.palette.neutralSoft };
  const ink = { strong: look.palette.surface, soft: look.palette.onSoft, grey: look.palette.ink };
  return {
    ...frame(look),
    grid: { left: 0, right: 0, top: 4, bottom: 4, outerBoundsMode: "none" },
    tooltip: tooltip(look, (_, hits) => tip(hits[0]?.seriesIndex ?? 0), "item"),
    xAxis: { type: "value", show: false, max: cut.reduce((sum, part) => sum + part.value, 0) || 1 },
    yAxis: { type: "category", show: false, data: [""] },
    series: cut.map(({ value, tone }, index) => ({
      type: "bar",
      stack: "all",
      barWidth: "100%",
      itemStyle: { color: tones[tone], borderColor: look.palette.surface, borderWidth: 1 },
      emphasis: { disabled: true },
      label: { show: true, fontSize: 18, fontWeight: 600, color: ink[tone], formatter: () => label(index) },
      labelLayout: { hideOverlap: true },
      data: [value],
    })),
  };
}
