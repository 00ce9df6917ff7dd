// One sentence per chart: what the figures say, for those who read rather than look, and for screen readers.
//
// In: a visual, its model, the page's format. Out: a sentence; undefined when there is nothing to say.

import { isTime } from "./model.js";
import { ofHowMany } from "./sureness.js";
import { writer } from "./write.js";

export function reading(visual, model, format) {
  if (model.categories.length === 0) return undefined;
  if (!visual.category) return plain(model, format);
  if (visual.kind === "heat_map") return fullest(model, format);
  if (isTime(visual)) return model.lines.length === 1 ? trend(model, visual.types[visual.category] === "date" ? 12 : 1, format) : standing(model, format);
  return model.lines.length === 1 ? ranking(visual, model, format) : composition(model, format);
}

const said = (line, index, format) => [writer(line.format, format)(line.values[index]), ofHowMany(line, index, format)].filter(Boolean).join(" ");

function plain({ lines }, format) {
  return sentence(lines.map((line) => `${line.label}: ${said(line, 0, format)}`).join(", "));
}

// The last whole year beside the one before, or the last whole month beside that of a year ago; and how the running
// one stands.
function trend({ categories, lines: [line] }, back, format) {
  const whole = categories.map((_, index) => index).filter((index) => !categories[index].partial && line.values[index] !== null);
  const last = whole.at(-1);
  const before = whole.find((index) => index === last - back);
  const words = [];
  if (last !== undefined) {
    const compared = before === undefined ? "" : `, ${change(line, before, last, format)} ${categories[before].label}`;
    words.push(`${line.label} in ${categories[last].label}: ${said(line, last, format)}${compared}.`);
  }
  const running = categories.findIndex((category, index) => category.partial && line.values[index] !== null);
  if (running >= 0) words.push(`${categories[running].label} stands at ${said(line, running, format)} so far.`);
  return words.join(" ") || undefined;
}

export function change(line, before, last, format) {
  const [was, is] = [line.values[before], line.values[last]];
  if (line.format === "percent") return points(is - was, format);
  if (!(was > 0)) return "compared with";
  const share = is / was - 1;
  if (Math.abs(share) < 0.005) return "as much as in";
  return `${format.percent(Math.abs(share))} ${share > 0 ? "more than in" : "less than in"}`;
}

function points(difference, format) {
  const size = Math.abs(difference * 100);
  if (size < 0.05) return "the same as in";
  return `${format.number(size)} points ${difference > 0 ? "above" : "below"}`;
}

// Several lines over time: each at the last whole year.
function standing({ categories, lines }, format) {
  const known = (index) => lines.some((line) => line.values[index] !== null);
  const indexes = categories.map((_, index) => index).filter(known);
  const last = indexes.filter((index) => !categories[index].partial).at(-1) ?? indexes.at(-1);
  if (last === undefined) return undefined;
  const parts = lines.filter((line) => line.values[last] !== null).slice(0, 4);
  return sentence(`In ${categories[last].label}${categories[last].partial ? " so far" : ""}: ${parts.map((line) => `${line.label} ${said(line, last, format)}`).join("; ")}`);
}

// The largest, and its share where shares make sense; with losses, the two ends and the sum.
function ranking(visual, { categories, lines: [line] }, format) {
  const known = categories.map((_, index) => index).filter((index) => line.values[index] !== null);
  if (known.length === 0) return undefined;
  const most = known.reduce((a, b) => (line.values[b] > line.values[a] ? b : a));
  const least = known.reduce((a, b) => (line.values[b] < line.values[a] ? b : a));
  const sum = known.reduce((total, index) => total + line.values[index], 0);
  const write = writer(line.format, format);
  if (line.values[least] < 0) return sentence(`${categories[most].label}: ${write(line.values[most])}; ${categories[least].label}: ${write(line.values[least])}; all together ${write(sum)}`);
  // Where only the first of many are shown, their sum is no whole.
  const isWhole = !visual.limit || categories.length < visual.limit;
  const isPart = isWhole && ["money", "count"].includes(line.format) && known.length > 1 && sum > 0;
  return sentence(`${line.format === "percent" ? "Highest" : "Most"}: ${categories[most].label}, ${said(line, most, format)}${isPart ? `, ${format.percent(line.values[most] / sum)} of ${write(sum)}` : ""}`);
}

// Several lines over categories: what each comes to, and where the first is largest.
function composition({ categories, lines }, format) {
  const sums = lines.map((line) => line.values.reduce((total, value) => total + (value ?? 0), 0));
  const canAdd = lines.every((line) => ["money", "count"].includes(line.format));
  if (!canAdd) return standing({ categories, lines }, format);
  return sentence(lines.slice(0, 5).map((line, index) => `${line.label} ${writer(line.format, format)(sums[index])}`).join("; "));
}

// Of a heat map of counts or amounts: where most is. Shares of different wholes have no such place.
// Neither have scores a name that a sentence could say.
function fullest({ categories, lines }, format) {
  if (lines.some((line) => !["money", "count"].includes(line.format)) || categories.every(({ label }) => /^\d+$/.test(label))) return undefined;
  const cells = lines.flatMap((line) => line.values.map((value, index) => ({ line, index, value: value ?? 0 })));
  const most = cells.reduce((a, b) => (b.value > a.value ? b : a));
  const write = writer(most.line.format, format);
  const sum = cells.reduce((total, cell) => total + cell.value, 0);
  return sentence(`Most, “${most.line.label}” and “${categories[most.index].label}”: ${write(most.value)} of ${write(sum)}`);
}

const sentence = (words) => `${words}.`;
