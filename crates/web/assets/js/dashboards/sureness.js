// How sure a rate is: of how many it speaks, and within which bounds the true rate probably lies.
//
// In: a line of a model, the place on it, the page's format. Out: words for a note; undefined where there are none.

// Below this many, one more or less moves a rate by twenty points and points at somebody.
const FEW = 5;

// From this many on the bounds are so near that they say nothing new.
const MANY = 100;

export const isOfFew = (line, index) => isKnown(line.counts?.[index]) && line.counts[index] < FEW;

export function ofHowMany(line, index, format) {
  if (!isKnown(line.counts?.[index])) return undefined;
  return `of ${isOfFew(line, index) ? "only " : ""}${format.count(line.counts[index])}`;
}

const isKnown = (count) => count !== null && count !== undefined;

export function likely(line, index, format) {
  const bounds = isShareOfItsCount(line) && wilson(line.values[index], line.counts?.[index]);
  return bounds ? `likely ${format.percent(bounds[0])} to ${format.percent(bounds[1])}` : undefined;
}

export const noteOf = (line, index, format) => [ofHowMany(line, index, format), likely(line, index, format)].filter(Boolean).join(", ") || undefined;

// Bounds are for shares of things counted; a ratio of amounts has none.
function isShareOfItsCount({ measure }) {
  return measure.formula.ratio && JSON.stringify(measure.formula.ratio[1]) === JSON.stringify(measure.n);
}

// Wilson's interval, JASA 22 (1927): 95 of 100 such intervals hold the true rate. The views have the same.
export function wilson(rate, count) {
  if (!(count > 0 && count < MANY && rate >= 0 && rate <= 1)) return undefined;
  const z = 1.959964;
  const scale = 1 + (z * z) / count;
  const centre = rate + (z * z) / (2 * count);
  const reach = z * Math.sqrt((rate * (1 - rate)) / count + (z * z) / (4 * count * count));
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)];
}
