// Giving: raised by month, raised by fiscal year.

import { columns, columnsThatFit, isNarrow } from "../options.js";
import { parseDay } from "../format.js";

const MONTHS_SHOWN = 24;

export const givingByMonth = {
  view: "giving_by_month",
  title: "Raised by month",
  span: "two-thirds",
  emptyText: "No gifts yet: this chart fills with the first export that has gifts.",
  describe(rows, format) {
    const months = lastMonths(rows, format.asOf);
    if (months.length === 0) return null;
    return {
      reading: monthReading(months, format),
      note: `The last ${months.length} months. Refunds are taken off the gift that they belong to.`,
      legend: months.some((month) => month.partial) && [["strong", "Whole month"], ["soft", "Month so far"]],
      points: months.length,
      height: (width) => (isNarrow(width) ? 220 : 280),
      option: (look) =>
        columns(look, {
          bars: months.map((month) => ({ name: format.monthShort(month.day), value: month.raised, soft: month.partial })),
          axis: format.moneyShort,
          tip: (index) => monthTip(months[index], format),
          everyNth: isNarrow(look.width) ? 5 : 2,
        }),
      table: {
        columns: [
          { label: "Month", show: format.month },
          { label: "Raised", show: format.moneyExact },
          { label: "Gifts", show: format.count },
          { label: "Donors", show: format.count },
        ],
        rows: months.map((month) => [month.day, month.raised, month.gifts, month.donors]),
      },
    };
  },
};

const dayKey = (day) => day.toISOString().slice(0, 7);

// The last months up to the data horizon; a month without gifts is a month with nothing, not a gap.
function lastMonths(rows, asOf) {
  if (rows.length === 0) return [];
  const known = new Map(rows.map((row) => [String(row.month).slice(0, 7), row]));
  const first = parseDay([...known.keys()].sort()[0] + "-01");
  const months = [];
  for (let back = MONTHS_SHOWN - 1; back >= 0; back -= 1) {
    const day = new Date(Date.UTC(asOf.getUTCFullYear(), asOf.getUTCMonth() - back, 1));
    if (day >= first) months.push(monthOf(day, known.get(dayKey(day)), back === 0 && !isLastDayOfMonth(asOf)));
  }
  return months;
}

function monthOf(day, row, partial) {
  return { day, partial, raised: Number(row?.amount ?? 0), gifts: Number(row?.gifts ?? 0), donors: Number(row?.donors ?? 0) };
}

function isLastDayOfMonth(day) {
  return new Date(day.getTime() + 86_400_000).getUTCDate() === 1;
}

function monthTip(month, format) {
  const soFar = month.partial ? " so far" : "";
  return `${format.month(month.day)}${soFar}\n${format.money(month.raised)}\n${format.count(month.gifts)} gifts, ${format.count(month.donors)} donors`;
}

function monthReading(months, format) {
  const best = months.reduce((a, b) => (b.raised > a.raised ? b : a));
  const words = [`${format.month(best.day)} was the strongest month, with ${format.money(best.raised)} from ${format.count(best.gifts)} gifts.`];
  const whole = months.filter((month) => !month.partial);
  const last = whole.at(-1);
  const before = whole.at(-13);
  if (last && before && before.raised > 0) {
    words.push(`${format.month(last.day)} brought ${format.money(last.raised)}, ${comparison(last.raised, before.raised, format)} the same month a year earlier.`);
  }
  return words.join(" ");
}

export function comparison(now, before, format) {
  const change = now / before - 1;
  if (Math.abs(change) < 0.005) return "as much as";
  return `${format.percent(Math.abs(change))} ${change > 0 ? "more than" : "less than"}`;
}

export const givingByYear = {
  view: "giving_by_year",
  title: "Raised by fiscal year",
  span: "third",
  emptyText: "No gifts yet: this chart fills with the first export that has gifts.",
  describe(rows, format) {
    const years = sinceFirstGift(rows.map((row) => yearOf(row, format)));
    if (years.length === 0) return null;
    return {
      reading: yearReading(years, format),
      legend: years.some((year) => year.partial) && [["strong", "Whole year"], ["soft", "Year so far"]],
      points: years.length,
      height: (width) => (isNarrow(width) ? 220 : 280),
      option: (look) => {
        const shown = years.slice(-columnsThatFit(look, years.map((year) => format.moneyShort(year.raised))));
        return columns(look, {
          bars: shown.map((year) => ({ name: String(format.fiscalYear(year.year)), value: year.raised, soft: year.partial })),
          tip: (index) => yearTip(shown[index], format),
          label: (index) => format.moneyShort(shown[index].raised),
        });
      },
      table: {
        columns: [
          { label: "Fiscal year", show: format.fiscalYear },
          { label: "Raised", show: format.moneyExact },
          { label: "Gifts", show: format.count },
          { label: "Donors", show: format.count },
          { label: "Per donor", show: format.moneyExact },
        ],
        rows: years.map((year) => [year.year, year.raised, year.gifts, year.donors, year.donors ? year.raised / year.donors : null]),
      },
    };
  },
};

// Years before the first gift are nothing to draw; a year without gifts in between is.
function sinceFirstGift(years) {
  const first = years.findIndex((year) => year.gifts > 0);
  return first < 0 ? [] : years.slice(first);
}

function yearOf(row, format) {
  const year = Number(row.fiscal_year);
  return { year, partial: format.isPartialYear(year), raised: Number(row.amount), gifts: Number(row.gifts), donors: Number(row.donors) };
}

function yearTip(year, format) {
  const [from, to] = format.yearSpan(year.year);
  return `${format.fiscalYear(year.year)}${year.partial ? " so far" : ""} (${from} to ${to})\n${format.money(year.raised)}\n${format.count(year.gifts)} gifts, ${format.count(year.donors)} donors`;
}

function yearReading(years, format) {
  const whole = years.filter((year) => !year.partial);
  const last = whole.at(-1);
  const before = whole.at(-2);
  const words = [];
  if (last) {
    const compared = before && before.raised > 0 ? `, ${comparison(last.raised, before.raised, format)} the year before` : "";
    words.push(`${format.fiscalYear(last.year)}, the last whole year, brought ${format.money(last.raised)}${compared}.`);
  }
  const current = years.find((year) => year.partial);
  if (current) words.push(`${format.fiscalYear(current.year)} stands at ${format.money(current.raised)} so far.`);
  return words.join(" ");
}
