// How a measure's or column's values are written. In: a format's name, the page's format. Out: a function to text.

const NAMES = { percent: "percentExact", number: "number", count: "count", money: "money", date: "dayShort", month: "month", year: "fiscalYear", flag: "flag", text: "text", moment: "day" };

export const writer = (name, format) => format[NAMES[name] ?? "text"];

// With cents, for tables that somebody may add up.
export const exactWriter = (name, format) => (name === "money" ? format.moneyExact : writer(name, format));

// Short, for axes and the ends of bars.
export const shortWriter = (name, format) => ({ money: format.moneyShort, percent: shortPercent(format) }[name] ?? writer(name, format));

export const isNumber = (name) => ["money", "count", "number", "percent"].includes(name);

// Tenths where whole percents would all look alike.
const shortPercent = (format) => (value) => (value !== 0 && Math.abs(value) < 0.1 ? format.percentExact(value) : format.percent(value));
