// A flow between columns of nodes, as bands whose width is what flows.
//
// In:  columns of nodes { id, label, short, value, kind }, and between each column and the next bands
//      { from, to, value, arrives, kind }; `arrives` is given where less arrives than leaves (records become people).
// Out: an <svg>. What is too thin to be seen is drawn as a hair, and its number stands beside it.

import { svg } from "../evidence/svg.js";
import { drawingWidth, isNarrow } from "./size.js";

const NODE = 12;
const GAP = 22;
const INNER = 230;
const TOP = 8;

export function sankey(columns, steps, name, format) {
  const whole = Math.max(...columns.map((column) => column.reduce((sum, node) => sum + node.value, 0)), 1);
  const thick = (value) => (value / whole) * INNER;
  const rows = Math.max(...columns.map((column) => column.length));
  const height = INNER + GAP * rows + 2 * TOP;
  const placed = columns.map((column, at) => place(column, at, columns.length, thick, height));
  const picture = svg("svg", { class: "picture sankey", viewBox: `0 0 ${drawingWidth()} ${height}`, role: "img", "aria-label": described(columns, name, format) });
  steps.forEach((bands, at) => picture.append(...draw(bands, placed[at], placed[at + 1], thick, format)));
  for (const column of placed) for (const node of column.values()) picture.append(...box(node, format));
  return picture;
}

// The first column's names stand left of it, the others' right.
function place(column, at, count, thick, height) {
  const used = column.reduce((sum, node) => sum + thick(node.value), 0) + GAP * (column.length - 1);
  let y = Math.max(TOP, (height - used) / 2);
  const [before, after] = isNarrow() ? [186, 146] : [156, 214];
  const x = before + (at * (drawingWidth() - before - after - NODE)) / (count - 1);
  return new Map(column.map((node) => {
    const one = { ...node, x, y, tall: thick(node.value), left: y, right: y, isFirst: at === 0 };
    y += one.tall + GAP;
    return [node.id, one];
  }));
}

function draw(bands, from, to, thick, format) {
  return bands.filter((band) => band.value > 0).map((band) => {
    const [start, end] = [from.get(band.from), to.get(band.to)];
    const [leaves, arrives] = [thick(band.value), thick(band.arrives ?? band.value)];
    const shape = ribbon(start.x + NODE, start.right, leaves, end.x, end.left, arrives);
    start.right += leaves;
    end.left += arrives;
    const words = `${start.label} → ${end.label}: ${format.count(band.value)}${band.arrives === undefined ? "" : ` become ${format.count(band.arrives)}`}`;
    return svg("path", { class: `band ${band.kind ?? ""}`, d: shape }, svg("title", {}, words));
  });
}

function ribbon(x1, y1, leaves, x2, y2, arrives) {
  const middle = (x1 + x2) / 2;
  const [low1, low2] = [y1 + Math.max(leaves, 0.8), y2 + Math.max(arrives, 0.8)];
  return `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${low2} C${middle},${low2} ${middle},${low1} ${x1},${low1} Z`;
}

function box(node, format) {
  const x = node.isFirst ? node.x - 8 : node.x + NODE + 8;
  const anchor = node.isFirst ? "end" : "start";
  const y = node.y + Math.max(node.tall, 1) / 2 + 4;
  const number = svg("tspan", { class: "soft" }, ` ${format.count(node.value)}`);
  const label = svg("text", { x, y, "text-anchor": anchor }, (isNarrow() && node.short) || node.label, number);
  return [svg("rect", { class: "node", x: node.x, y: node.y, width: NODE, height: Math.max(node.tall, 1), rx: 2 }), label];
}

function described(columns, name, format) {
  const list = (column) => column.map((node) => `${node.label} ${format.count(node.value)}`).join(", ");
  return `${name}. ${columns.map(list).join("; then ")}.`;
}
