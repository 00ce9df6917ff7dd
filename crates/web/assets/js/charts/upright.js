// Charts along time: upright bars (one, stacked, side by side) and lines.
//
// In:  a look; { names, lines (model.js), partial: [bool], axis, tip, label? }; `names` is what stands below.
// Out: ECharts options whose series are the lines, in their order.

import { baseline, colours, frame, grid, LABEL_FONT_SIZE, quietAxis, tooltip, widest } from "./look.js";

// How many bars fit: with labels side by side if there are labels, else as thin as they may be.
export function columnsThatFit(look, labels, linesSideBySide = 1) {
  const each = labels ? widest(look, labels) + 6 : 9 * linesSideBySide;
  return Math.max(2, Math.floor((look.width - 40) / each));
}

export function columns(look, { names, lines, partial, axis, tip, label, arrangement }) {
  const tones = colours(look, lines);
  const isStacked = arrangement === "stacked";
  return {
    ...frame(look),
    grid: grid({ left: 0, right: 4, top: label ? 26 : 14, bottom: 6 }),
    tooltip: tooltip(look, tip),
    xAxis: { type: "category", data: names, ...baseline(look), axisLabel: { ...quietAxis(look).axisLabel, hideOverlap: true } },
    yAxis: { type: "value", max: label && "dataMax", ...quietAxis(look), splitNumber: 4, axisLabel: { ...quietAxis(look).axisLabel, show: !label, formatter: axis }, splitLine: { ...quietAxis(look).splitLine, show: !label } },
    series: lines.map((line, at) => ({
      type: "bar",
      name: line.label,
      stack: isStacked ? "all" : undefined,
      barMaxWidth: 56,
      barCategoryGap: "28%",
      barGap: "8%",
      emphasis: { disabled: true },
      data: line.values.map((value, index) => ({ value, itemStyle: barStyle(look, tones[at], { isSoft: partial[index], isSingle: lines.length === 1, isStacked }) })),
      label: label && { show: true, position: "top", color: look.palette.ink, fontSize: LABEL_FONT_SIZE, formatter: ({ dataIndex }) => label(dataIndex) },
    })),
  };
}

// What is not finished is softer: another tone where there is one line, paler where there are several.
function barStyle({ palette }, colour, { isSoft, isSingle, isStacked }) {
  const rounded = isStacked ? 0 : [3, 3, 0, 0];
  if (isSingle) return { color: isSoft ? palette.accentSoft : colour, borderRadius: rounded };
  return { color: colour, opacity: isSoft ? 0.6 : 1, borderRadius: rounded };
}

export function lineChart(look, { names, lines, partial, axis, tip, isShare }) {
  const tones = colours(look, lines);
  return {
    ...frame(look),
    grid: grid({ left: 0, right: 26, top: 14, bottom: 6 }),
    tooltip: { ...tooltip(look, tip), axisPointer: { type: "line", lineStyle: { color: look.palette.neutral, type: "solid" } } },
    xAxis: { type: "category", boundaryGap: true, data: names, ...baseline(look), axisLabel: { ...quietAxis(look).axisLabel, hideOverlap: true } },
    yAxis: { type: "value", min: isShare ? 0 : undefined, ...quietAxis(look), splitNumber: 4, axisLabel: { ...quietAxis(look).axisLabel, formatter: axis } },
    series: lines.map((line, at) => oneLine(look, line, { colour: tones[at], isFirst: at === 0, partial })),
  };
}

function oneLine({ palette }, line, { colour, isFirst, partial }) {
  const isDense = line.values.length > 24;
  return {
    type: "line",
    name: line.label,
    symbol: "circle",
    symbolSize: isDense ? 4 : 8,
    z: isFirst ? 4 : 3,
    lineStyle: { width: isFirst ? 3 : 2, color: colour },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    data: line.values.map((value, index) => ({
      value,
      itemStyle: partial[index] ? { color: palette.surface, borderColor: colour, borderWidth: 2 } : undefined,
    })),
  };
}
