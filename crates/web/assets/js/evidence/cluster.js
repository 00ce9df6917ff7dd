// The records of one person as a graph: which of them were found to be one, how surely, and which link is the weakest.
//
// In:  records [{ key, source }], links [{ left, right, probability, weight_bits, holds, is_weakest }], where `holds`
//      says that the link is one of those that keep the records together; onChoose(link), called on a click.
// Out: an <svg>. Records stand on a circle, those of one source side by side. Needs css/evidence.css.

import { svg } from "./svg.js";
import { probabilityText, sourceWords } from "./words.js";

export { sourceWords } from "./words.js";

const WIDTH = 640;
const HEIGHT = 420;
const NODE = 11;

export function clusterGraph(records, links, onChoose) {
  const nodes = placed(records);
  const strongLast = [...links].sort((one, other) => Number(one.holds) - Number(other.holds) || one.weight_bits - other.weight_bits);
  const picture = svg("svg", { class: "cluster", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": describe(records, links) });
  for (const link of strongLast) {
    if (nodes.has(link.left) && nodes.has(link.right)) picture.append(edge(link, nodes, onChoose));
  }
  for (const node of nodes.values()) picture.append(dot(node));
  const weakest = links.find((link) => link.is_weakest && nodes.has(link.left) && nodes.has(link.right));
  if (weakest) picture.append(mark(weakest, nodes));
  return picture;
}

function placed(records) {
  const ordered = [...records].sort((one, other) => (one.source + one.key < other.source + other.key ? -1 : 1));
  const sources = [...new Set(ordered.map((record) => record.source))];
  const [across, up] = records.length > 1 ? [WIDTH * 0.27, HEIGHT * 0.36] : [0, 0];
  return new Map(ordered.map((record, at) => {
    const angle = (2 * Math.PI * at) / ordered.length - Math.PI / 2;
    const place = { x: WIDTH / 2 + across * Math.cos(angle), y: HEIGHT / 2 + up * Math.sin(angle), side: Math.cos(angle) };
    return [record.key, { ...record, ...place, tone: sources.indexOf(record.source) % 5 }];
  }));
}

function edge(link, nodes, onChoose) {
  const [from, to] = [nodes.get(link.left), nodes.get(link.right)];
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const kind = ["link", link.holds ? "holds" : "beside", link.is_weakest ? "weakest" : ""].join(" ");
  const group = svg("g", { class: kind },
    svg("line", { class: "reach", ...ends }),
    svg("line", { class: "drawn", ...ends, "stroke-width": (1 + 3 * link.probability).toFixed(2) }),
    svg("title", {}, `${link.left} and ${link.right}: ${probabilityText(link.probability)}`),
  );
  group.addEventListener("click", () => onChoose?.(link));
  return group;
}

function dot(node) {
  const isLeft = node.side < -0.05;
  const isMiddle = Math.abs(node.side) <= 0.05;
  const x = isMiddle ? node.x : node.x + (isLeft ? -NODE - 7 : NODE + 7);
  const below = node.y > HEIGHT / 2 ? NODE + 18 : -NODE - 20;
  const y = isMiddle ? node.y + below : node.y - 3;
  const anchor = isMiddle ? "middle" : isLeft ? "end" : "start";
  return svg("g", { class: `record tone-${node.tone}` },
    svg("circle", { cx: node.x, cy: node.y, r: NODE }),
    svg("text", { class: "record-source", x, y, "text-anchor": anchor }, sourceWords(node.source)),
    svg("text", { class: "record-key", x, y: y + 15, "text-anchor": anchor }, shortKey(node.key)),
  );
}

function mark(link, nodes) {
  const [from, to] = [nodes.get(link.left), nodes.get(link.right)];
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const text = `weakest: ${probabilityText(link.probability)}`;
  const half = 4.6 * text.length;
  return svg("g", { class: "weakest-mark" },
    svg("rect", { x: x - half, y: y - 12, width: 2 * half, height: 24, rx: 12 }),
    svg("text", { x, y: y + 4.5, "text-anchor": "middle" }, text),
  );
}

function describe(records, links) {
  const weakest = links.find((link) => link.is_weakest);
  const end = weakest ? ` The weakest link that holds them together is ${weakest.left} and ${weakest.right}, ${probabilityText(weakest.probability)}.` : "";
  return `Graph: ${records.length} source records, ${links.length} links.${end}`;
}

// What follows the source, shortened in the middle.
export function shortKey(key) {
  const native = key.slice(key.indexOf(":") + 1);
  return native.length > 14 ? `${native.slice(0, 6)}…${native.slice(-6)}` : native;
}
