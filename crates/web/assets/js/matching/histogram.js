// Upright bars over a scale, each cut into matches and open links, with lines where a threshold lies.
//
// In:  bins [{ at, match, review }] of one step; { step, marks: [{ at, words }], axis, words, every }.
// Out: an <svg>. The height is the square root of the number, so that few beside many can still be seen; the axis says so.

import { svg } from "../evidence/svg.js";
import { drawingWidth, isNarrow } from "./size.js";

const HEIGHT = 250;
const FRAME = { left: 62, right: 12, top: 26, bottom: 34 };

export function histogram(bins, { step, marks, axis, words, unit, every }, format) {
  const most = Math.max(...bins.map((bin) => bin.match + bin.review), 1);
  const [wide, nth] = [drawingWidth(), isNarrow() ? 2 * every : every];
  const [inner, floor] = [wide - FRAME.left - FRAME.right, HEIGHT - FRAME.bottom];
  const [first, width] = [bins[0].at, inner / bins.length];
  const x = (value) => FRAME.left + ((value - first) / step) * width;
  const height = (links) => (Math.sqrt(links) / Math.sqrt(most)) * (floor - FRAME.top);
  const picture = svg("svg", { class: "picture", viewBox: `0 0 ${wide} ${HEIGHT}`, role: "img", "aria-label": described(bins, words, axis, format) });
  for (const tick of ticks(most)) {
    const y = floor - height(tick);
    picture.append(svg("line", { class: "hair", x1: FRAME.left, x2: wide - FRAME.right, y1: y, y2: y }), svg("text", { class: "soft", x: FRAME.left - 8, y: y + 4, "text-anchor": "end" }, format.count(tick)));
  }
  bins.forEach((bin, at) => picture.append(...bar(bin, FRAME.left + at * width, width, floor, height, `${axis(bin.at)} ${unit}`, format)));
  picture.append(svg("line", { class: "axis", x1: FRAME.left, x2: wide - FRAME.right, y1: floor, y2: floor }));
  bins.forEach((bin, at) => {
    if (at % nth === 0) picture.append(svg("text", { class: "soft", x: FRAME.left + at * width, y: floor + 20, "text-anchor": "middle" }, axis(bin.at)));
  });
  for (const mark of marks) picture.append(...line(mark, x(mark.at), floor, wide));
  picture.append(svg("text", { class: "soft", x: wide - FRAME.right, y: 14, "text-anchor": "end" }, isNarrow() ? "by square root" : "links, height by square root"));
  return picture;
}

// Open links below, matches on top; the height of the whole is that of the sum.
function bar({ match, review }, left, width, floor, height, name, format) {
  const whole = height(match + review);
  const open = match + review > 0 ? (whole * review) / (match + review) : 0;
  const title = () => svg("title", {}, `from ${name}: ${format.count(match)} matches, ${format.count(review)} open`);
  const part = (kind, y, tall) => svg("rect", { class: kind, x: left + 1, y, width: Math.max(width - 2, 1), height: tall }, title());
  return [part("review", floor - open, open), part("match", floor - whole, Math.max(whole - open, 0))];
}

function line({ words }, x, floor, width) {
  const anchor = x > width / 2 ? "end" : "start";
  return [
    svg("line", { class: "cut", x1: x, x2: x, y1: 8, y2: floor }),
    svg("text", { x: anchor === "end" ? x - 6 : x + 6, y: 17, "text-anchor": anchor }, words),
  ];
}

// About four round numbers, spread as the square root spreads them.
function ticks(most) {
  const wanted = [0.06, 0.25, 0.56, 1].map((share) => rounded(most * share));
  return [...new Set(wanted)].filter((tick) => tick > 0 && tick <= most);
}

function rounded(value) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return Math.max(1, Math.floor(value / unit) * unit);
}

function described(bins, words, axis, format) {
  const fullest = bins.reduce((best, bin) => (bin.match + bin.review > best.match + best.review ? bin : best));
  return `${words}: from ${axis(bins[0].at)} to ${axis(bins.at(-1).at)}; most, ${format.count(fullest.match + fullest.review)}, at ${axis(fullest.at)}.`;
}
