// What all charts share: quiet axes, a tooltip, text widths.
//
// In:  a look { palette, width, animate, format }. Out: parts of ECharts options.
// Colour: the accent is what a chart is about, its softer tone is "not finished"; grey is what is lost.

import { textWidth } from "./wrap.js";

export const LABEL_FONT_SIZE = 13;

export const isNarrow = (width) => width < 520;

export function frame({ palette, animate }) {
  return {
    animation: animate,
    animationDuration: 450,
    animationEasing: "cubicOut",
    textStyle: { fontFamily: palette.font, color: palette.inkSoft, fontSize: 12 },
  };
}

// `richText` draws the tooltip on the canvas: as HTML it would need inline styles, which the page forbids itself.
export function tooltip({ palette }, tip) {
  return {
    trigger: "axis",
    renderMode: "richText",
    confine: true,
    backgroundColor: palette.ink,
    borderWidth: 0,
    padding: [8, 12],
    textStyle: { color: palette.surface, fontFamily: palette.font, fontSize: 13, lineHeight: 19 },
    axisPointer: { type: "shadow", shadowStyle: { color: palette.line, opacity: 0.45 } },
    formatter: (hits) => tip([hits].flat()[0]?.dataIndex ?? 0),
  };
}

export function quietAxis({ palette }) {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: palette.inkSoft, fontSize: 12 },
    splitLine: { lineStyle: { color: palette.line, width: 1 } },
  };
}

export function baseline({ palette }) {
  return { ...quietAxis({ palette }), axisLine: { show: true, lineStyle: { color: palette.line } }, splitLine: { show: false } };
}

export const grid = (margins) => ({ outerBoundsMode: "same", outerBoundsContain: "axisLabel", ...margins });

export const fontOf = ({ palette }) => `${LABEL_FONT_SIZE}px ${palette.font}`;

export const widest = (look, texts) => Math.ceil(Math.max(0, ...texts.map((text) => textWidth(String(text), fontOf(look)))));

// The token of each line's colour, the first one first. What is lost is grey where it stands alone among others.
export function tones(lines) {
  if (lines.length === 1) return ["accent"];
  if (lines.length === 2 && !lines.some(isLoss)) return ["accent", "accent-soft"];
  let taken = 0;
  const isOnlyLoss = (line) => isLoss(line) && lines.filter(isLoss).length === 1;
  return lines.map((line) => (isOnlyLoss(line) ? "series-6" : `series-${(taken++ % 5) + 1}`));
}

const LOSSES = /laps|left|lost|reject|stopped|failed|churn/;

const isLoss = ({ value, measure }) => LOSSES.test(String(value ?? measure.name));

export const colours = ({ palette }, lines) => tones(lines).map((token) => palette[token.replace(/-(.)/g, (_, letter) => letter.toUpperCase())]);
