// Gifts over time: one stem per gift, its height the square root of the amount, so that small gifts are seen beside large ones.
//
// In:  entries { gift_date, amount, currency, kind, standing }: counted, soft, duplicate or uncounted.
// Out: a <figure> that fits any width; the numbers stand in the table below it.

import { element } from "../dom.js";
import { parseDay } from "../format.js";
import { svg } from "../evidence/svg.js";
import { money } from "./parts.js";
import { words } from "./words.js";

const HEIGHT = 200;
const BASE = HEIGHT - 26;
const TOP = 22;
const MARGIN = 2.5;

const LEGEND = [["counted", "Counted gift"], ["soft", "Soft credit"], ["duplicate", "Told twice, not counted"], ["uncounted", "Not counted as giving"]];

export function timeline(entries, format) {
  const days = entries.map((entry) => parseDay(entry.gift_date).getTime());
  const largest = Math.max(...entries.map((entry) => Number(entry.amount)), 1);
  const years = yearsBetween(Math.min(...days), Math.max(...days));
  const [first, last] = [Date.UTC(years[0], 0, 1), Date.UTC(years.at(-1) + 1, 0, 1)];
  const across = (time) => MARGIN + ((time - first) / (last - first)) * (100 - 2 * MARGIN);
  const up = (amount) => BASE - Math.sqrt(Math.max(Number(amount), 0) / largest) * (BASE - TOP);
  const picture = svg("svg", { class: "timeline", width: "100%", height: HEIGHT, role: "img", "aria-label": reading(entries, format) },
    svg("line", { class: "base", x1: "0", x2: "100%", y1: BASE, y2: BASE }),
    ...years.flatMap((year) => yearMark(year, across, years.length)),
    ...[...entries].reverse().map((entry) => stem(entry, across(parseDay(entry.gift_date).getTime()), up(entry.amount), format)),
  );
  const used = LEGEND.filter(([standing]) => entries.some((entry) => entry.standing === standing));
  const legend = element("ul", { class: "timeline-legend" }, ...used.map(([standing, label]) => element("li", {}, element("span", { class: `timeline-key ${standing}`, "aria-hidden": "true" }), label)));
  return element("figure", { class: "card timeline-card" }, element("figcaption", {}, reading(entries, format)), legend, picture);
}

function yearsBetween(first, last) {
  const [from, to] = [new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear()];
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

// A line for each new year; a label where there is room for one, fewer of them on a phone.
function yearMark(year, across, count) {
  const from = across(Date.UTC(year, 0, 1));
  const step = Math.ceil(count / (innerWidth < 560 ? 5 : 12));
  const middle = across(Date.UTC(year, 6, 1));
  const label = year % step === 0 || count <= step ? svg("text", { class: "year", x: `${middle}%`, y: HEIGHT - 8, "text-anchor": "middle" }, String(year)) : undefined;
  return [svg("line", { class: "year-line", x1: `${from}%`, x2: `${from}%`, y1: TOP - 8, y2: BASE + 5 }), label].filter(Boolean);
}

function stem(entry, x, y, format) {
  const what = entry.standing === "soft" ? "Soft credit" : words(entry.kind);
  return svg("g", { class: `stem ${entry.standing}` },
    svg("line", { x1: `${x}%`, x2: `${x}%`, y1: BASE, y2: y }),
    svg("circle", { cx: `${x}%`, cy: y, r: 5 }),
    svg("title", {}, `${format.day(entry.gift_date)}: ${what}, ${money(entry.amount, entry.currency)}`),
  );
}

function reading(entries, format) {
  const counted = entries.filter((entry) => entry.standing === "counted");
  if (counted.length === 0) return `Nothing that counts as giving; ${format.count(entries.length)} rows in all.`;
  const [latest, earliest] = [counted[0], counted.at(-1)];
  const others = entries.length - counted.length;
  const rest = others > 0 ? ` ${format.count(others)} more that ${others === 1 ? "is" : "are"} not counted.` : "";
  const count = counted.length === 1 ? "One counted gift" : `${format.count(counted.length)} counted gifts`;
  return counted.length === 1 ? `${count}, on ${format.day(latest.gift_date)}.${rest}` : `${count} from ${format.day(earliest.gift_date)} to ${format.day(latest.gift_date)}.${rest}`;
}
