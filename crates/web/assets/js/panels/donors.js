// Donors: who stays from year to year, and what their coming and going means in money.

import { diverging, barsHeight, isNarrow, lines } from "../options.js";

const share = (value) => (value === null || value === undefined ? null : Number(value));

export const donorRetention = {
  view: "donor_retention",
  title: "Donor retention",
  emptyText: "Retention needs gifts from two fiscal years in a row.",
  describe(rows, format) {
    const years = rows.filter((row) => Number(row.prior_donors) > 0).map((row) => retentionOf(row, format));
    if (years.length === 0) return null;
    return {
      reading: retentionReading(years, format),
      note: "Of the donors of one fiscal year, the share who gave again in the next. New: their first gift ever was in the year before. Hollow points: the year is not over, so the share still grows.",
      legend: [["strong", "All donors"], ["soft", "New donors"], ["grey", "Repeat donors"]],
      points: years.length * 3,
      height: (width) => (isNarrow(width) ? 240 : 280),
      option: (look) => {
        const shown = years.slice(isNarrow(look.width) ? -6 : -10);
        const line = (name, tone, key) => ({ name, tone, values: shown.map((year) => year[key]), hollow: (index) => shown[index].partial });
        return lines(look, {
          names: shown.map((year) => format.fiscalYear(year.year)),
          lines: [line("Repeat donors", "grey", "repeat"), line("New donors", "soft", "fresh"), line("All donors", "strong", "overall")],
          axis: format.percent,
          tip: (index) => retentionTip(shown[index], format),
        });
      },
      table: retentionTable(years, format),
    };
  },
};

function retentionOf(row, format) {
  const year = Number(row.fiscal_year);
  return {
    year,
    partial: format.isPartialYear(year),
    before: row.prior_donors,
    overall: share(row.overall_rate),
    freshBefore: row.new_prior_donors,
    fresh: share(row.new_rate),
    repeatBefore: row.repeat_prior_donors,
    repeat: share(row.repeat_rate),
  };
}

function retentionTable(years, format) {
  return {
    columns: [
      { label: "Fiscal year", show: (year) => `${format.fiscalYear(year)}${format.isPartialYear(year) ? " so far" : ""}` },
      { label: "All: year before", show: format.count },
      { label: "All: gave again", show: format.percentExact },
      { label: "New: year before", show: format.count },
      { label: "New: gave again", show: format.percentExact },
      { label: "Repeat: year before", show: format.count },
      { label: "Repeat: gave again", show: format.percentExact },
    ],
    rows: years.map((y) => [y.year, y.before, y.overall, y.freshBefore, y.fresh, y.repeatBefore, y.repeat]),
  };
}

function retentionTip(year, format) {
  const line = (label, rate, n) => `${label}: ${format.percentExact(rate)} of ${format.count(n)}`;
  return [
    `${format.fiscalYear(year.year)}${year.partial ? " so far" : ""}`,
    line("All donors", year.overall, year.before),
    line("New donors", year.fresh, year.freshBefore),
    line("Repeat donors", year.repeat, year.repeatBefore),
  ].join("\n");
}

function retentionReading(years, format) {
  const last = years.filter((year) => !year.partial).at(-1) ?? years.at(-1);
  const words = [
    `Of the ${format.count(last.before)} donors of ${format.fiscalYear(last.year - 1)}, ${format.percentExact(last.overall)} gave again in ${format.fiscalYear(last.year)}${last.partial ? " so far" : ""}.`,
  ];
  if (last.fresh !== null && last.repeat !== null) {
    words.push(`Among first-time donors it was ${format.percentExact(last.fresh)}, among repeat donors ${format.percentExact(last.repeat)}.`);
  }
  return words.join(" ");
}

// In the order in which a fundraiser reads them: what came, what went.
const CATEGORIES = [
  ["new", "New donors"],
  ["recaptured", "Came back"],
  ["upgraded", "Gave more"],
  ["downgraded", "Gave less"],
  ["lapsed_new", "Left after first year"],
  ["lapsed_repeat", "Left after several years"],
];
const SAME = ["same", "Gave the same"];

export const gainLoss = {
  view: "gain_loss",
  title: "Gained and lost",
  emptyText: "Gains and losses need gifts from two fiscal years in a row.",
  choices(rows, format) {
    const years = [...new Set(rows.map((row) => Number(row.fiscal_year)))].sort((a, b) => b - a);
    const preferred = years.find((year) => !format.isPartialYear(year));
    return years.map((year) => ({
      value: year,
      label: `${format.fiscalYear(year)}${format.isPartialYear(year) ? " so far" : ""}`,
      preferred: year === preferred,
    }));
  },
  describe(rows, format, year) {
    const ofYear = rows.filter((row) => Number(row.fiscal_year) === year);
    if (ofYear.length === 0) return null;
    const entry = ([category, label]) => {
      const row = ofYear.find((candidate) => candidate.category === category);
      return { label, donors: Number(row?.units ?? 0), change: Number(row?.change ?? 0) };
    };
    const moved = CATEGORIES.map(entry);
    return {
      reading: gainReading(moved, year, format),
      note: noteFor(year, format),
      legend: [["strong", "Gained"], ["grey", "Lost"]],
      points: moved.filter((one) => one.change !== 0).length,
      height: barsHeight(moved.length),
      option: (look) =>
        diverging(look, {
          names: moved.map((one) => one.label),
          values: moved.map((one) => one.change),
          tip: (index) => `${moved[index].label}\n${format.moneyChange(moved[index].change)}\n${format.count(moved[index].donors)} donors`,
          label: (index) => format.moneyChangeShort(moved[index].change),
        }),
      table: gainTable([...moved.slice(0, 3), entry(SAME), ...moved.slice(3)], format),
    };
  },
};

const sum = (values) => values.reduce((total, value) => total + value, 0);

function gainTable(entries, format) {
  return {
    columns: [
      { label: "Donors", show: format.text },
      { label: "How many", show: format.count },
      { label: "Change in giving", show: format.moneyChangeExact },
    ],
    rows: entries.map((one) => [one.label, one.donors, one.change]),
    total: ["Net", sum(entries.map((one) => one.donors)), sum(entries.map((one) => one.change))],
  };
}

function gainReading(moved, year, format) {
  const gained = sum(moved.map((one) => Math.max(one.change, 0)));
  const lost = -sum(moved.map((one) => Math.min(one.change, 0)));
  const words = `In ${format.fiscalYear(year)}${format.isPartialYear(year) ? " so far" : ""}, ${format.money(gained)} was gained and ${format.money(lost)} lost compared with the year before`;
  const net = gained - lost;
  return `${words}: ${format.money(Math.abs(net))} ${net >= 0 ? "more" : "less"} in all.`;
}

function noteFor(year, format) {
  const before = format.fiscalYear(year - 1);
  return `Each donor’s giving in ${format.fiscalYear(year)} set against ${before}. Gifts that no donor is known for are left out.`;
}
