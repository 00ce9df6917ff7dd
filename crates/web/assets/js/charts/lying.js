// Lying bars by category: one, several on top of each other or side by side, or to both sides of zero.
//
// In:  a look; { names, lines (model.js), tip, label, arrangement? }; `label(index)` is the text at the end of
//      a bar. Out: ECharts options whose first series are the lines, in their order.

import { colours, fontOf, frame, isNarrow, LABEL_FONT_SIZE, quietAxis, tooltip, widest } from "./look.js";
import { wrap } from "./wrap.js";

export function barsHeight(count, linesSideBySide = 1) {
  const each = 24 + 18 * linesSideBySide;
  return (width) => count * (each + (isNarrow(width) ? 4 : 0)) + 12;
}

// Names take what they need, but leave most of the width to the bars.
const nameWidth = (look, names) => Math.min(widest(look, names) + 1, look.width * (isNarrow(look.width) ? 0.4 : 0.3));

// The end of an axis of `width` pixels whose longest bar leaves room for its label.
const endOfAxis = (largest, width, labelWidth) => ((largest || 1) * width) / Math.max(width - labelWidth - 10, width / 4);

export function bars(look, { names, lines, tip, label, arrangement, axis }) {
  const tones = colours(look, lines);
  const left = nameWidth(look, names) + 14;
  const isStacked = arrangement !== "grouped";
  const ends = names.map((_, index) => {
    const values = lines.map((line) => line.values[index] ?? 0);
    return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
  });
  const labelWidth = widest(look, names.map((_, index) => label(index)));
  return {
    ...frame(look),
    grid: { left, right: 8, top: 4, bottom: 4, outerBoundsMode: "none" },
    tooltip: tooltip(look, tip),
    xAxis: { type: "value", show: false, max: endOfAxis(Math.max(...ends), look.width - left - 8, labelWidth), ...axis },
    yAxis: {
      type: "category",
      inverse: true,
      data: names.map((name) => wrap(name, left - 14, fontOf(look))),
      ...quietAxis(look),
      axisLabel: { color: look.palette.ink, fontSize: LABEL_FONT_SIZE, align: "left", margin: left, lineHeight: 16 },
    },
    series: [
      ...lines.map((line, at) => ({
        type: "bar",
        name: line.label,
        stack: isStacked ? "all" : undefined,
        barMaxWidth: isStacked ? 22 : 16,
        barGap: "12%",
        itemStyle: { color: tones[at], borderRadius: 2 },
        emphasis: { disabled: true },
        data: line.values,
      })),
      ...(isStacked ? [endLabels(look, ends, label)] : []),
    ],
  };
}

// An invisible bar of no length whose label is the text at the end of the stack.
function endLabels({ palette }, ends, label) {
  const text = { show: true, color: palette.ink, fontSize: LABEL_FONT_SIZE, formatter: ({ dataIndex }) => label(dataIndex) };
  const data = ends.map((end) => ({ value: 0, label: { position: end < 0 ? "left" : "right" } }));
  return { type: "bar", stack: "all", barMaxWidth: 22, silent: true, label: text, data };
}

// Bars to both sides of zero: positive ones carry the accent, what is lost is grey.
// Where the sides are too short for bar and label, the label moves across the zero line.
export function diverging(look, { names, lines: [line], tip, label }) {
  const values = line.values.map((value) => value ?? 0);
  const largest = Math.max(...values.map(Math.abs), 1);
  const side = (look.width - nameWidth(look, names) - 22) / 2;
  const labelWidth = widest(look, values.map((_, index) => label(index)));
  const across = side < 2 * labelWidth;
  const reach = across ? largest : endOfAxis(largest, side, labelWidth);
  const option = bars(look, { names, lines: [{ ...line, values }], tip, label, axis: { min: -reach, max: reach } });
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
