// Data quality: what became of every row, why rows were set aside, what was merged, what is missing.

import { bars, barsHeight } from "../options.js";

const sum = (values) => values.reduce((total, value) => total + value, 0);

export const rowsBySource = {
  view: "data_quality_by_source",
  title: "Rows by source",
  describe(rows, format) {
    const sources = rows.map((row) => ({
      label: row.source,
      files: Number(row.files),
      read: Number(row.rows_read),
      staged: Number(row.rows_staged),
      rejected: Number(row.rows_rejected),
      other: Number(row.rows_not_data),
    }));
    if (sources.length === 0) return null;
    const total = (key) => sum(sources.map((source) => source[key]));
    return {
      reading: `${format.count(total("read"))} rows were read: ${format.count(total("staged"))} are in the lake, ${format.count(total("rejected"))} were set aside, and ${format.count(total("other"))} were not data, such as totals.`,
      legend: [["strong", "In the lake"], ["grey", "Set aside"]],
      points: sources.length,
      height: barsHeight(sources.length),
      option: (look) =>
        bars(look, {
          names: sources.map((source) => source.label),
          series: [
            { values: sources.map((source) => source.staged), tone: "strong" },
            { values: sources.map((source) => source.rejected), tone: "grey" },
          ],
          tip: (index) => sourceTip(sources[index], format),
          label: (index) => format.count(sources[index].staged),
        }),
      table: {
        columns: [
          { label: "Source", show: format.text },
          { label: "Files", show: format.count },
          { label: "Read", show: format.count },
          { label: "In the lake", show: format.count },
          { label: "Set aside", show: format.count },
          { label: "Not data", show: format.count },
        ],
        rows: sources.map((one) => [one.label, one.files, one.read, one.staged, one.rejected, one.other]),
        total: ["All sources", ...["files", "read", "staged", "rejected", "other"].map(total)],
      },
    };
  },
};

function sourceTip(source, format) {
  return `${source.label}\n${format.count(source.read)} rows read\n${format.count(source.staged)} in the lake\n${format.count(source.rejected)} set aside\n${format.count(source.other)} not data`;
}

export const rejectionReasons = {
  view: "rejection_reasons",
  title: "Why rows were set aside",
  emptyText: "No row was set aside.",
  describe(rows, format) {
    const reasons = rows.map((row) => ({ ...row, rows: Number(row.rows_rejected) }));
    if (reasons.length === 0) return null;
    const all = sum(reasons.map((reason) => reason.rows));
    const shown = reasons.slice(0, REASONS_SHOWN);
    return {
      reading: reasonReading(reasons[0], all, format),
      note: reasons.length > shown.length ? `The ${shown.length} most frequent of ${format.count(reasons.length)} reasons; the table has all.` : undefined,
      points: shown.length,
      height: barsHeight(shown.length),
      option: (look) =>
        bars(look, {
          names: shown.map(reasonName),
          series: [{ values: shown.map((reason) => reason.rows), tone: "grey" }],
          tip: (index) => `${reasonName(shown[index])}\n${format.count(shown[index].rows)} rows of ${shown[index].source}`,
          label: (index) => format.count(shown[index].rows),
        }),
      table: {
        columns: [
          { label: "Reason", show: format.text },
          { label: "Column", show: format.text },
          { label: "Source", show: format.text },
          { label: "Rows", show: format.count },
        ],
        rows: reasons.map((reason) => [reason.reason, reason.column_name || null, reason.source, reason.rows]),
        total: ["All reasons", "", "", all],
      },
    };
  },
};

const REASONS_SHOWN = 6;

const reasonName = (reason) => (reason.column_name ? `${reason.column_name}: ${reason.reason}` : reason.reason);

function reasonReading(first, all, format) {
  return `The most frequent reason is “${reasonName(first)}” in ${first.source}: ${format.count(first.rows)} of ${format.count(all)} rows. The other rows of a file are kept all the same.`;
}

export const merging = {
  view: "merging",
  title: "Records and the people behind them",
  describe([row], format) {
    if (!row || Number(row.source_records) === 0) return null;
    const entries = [
      { label: "Source records", value: Number(row.source_records), tone: "soft" },
      { label: "Constituents", value: Number(row.constituents), tone: "strong" },
      { label: "Duplicates merged", value: Number(row.duplicates_merged), tone: "grey" },
    ];
    return {
      reading: `${format.count(row.source_records)} records turned out to be ${format.count(row.constituents)} constituents.`,
      note: `${format.count(row.review_pairs)} pairs of records look alike but not enough to merge them: a person has to decide. ${format.count(row.duplicate_gifts)} gifts were told by two sources and are counted once.`,
      points: entries.length,
      height: barsHeight(entries.length),
      option: (look) => tonedBars(look, entries, (entry) => format.count(entry.value)),
      table: {
        columns: [
          { label: "What", show: format.text },
          { label: "How many", show: format.count },
        ],
        rows: [...entries.map((entry) => [entry.label, entry.value]), ["Pairs to look at", row.review_pairs], ["Gifts told twice", row.duplicate_gifts]],
      },
    };
  },
};

// One bar per entry, each in its own tone.
function tonedBars(look, entries, label) {
  const values = (tone) => entries.map((entry) => (entry.tone === tone ? entry.value : 0));
  return bars(look, {
    names: entries.map((entry) => entry.label),
    series: ["strong", "soft", "grey"].map((tone) => ({ tone, values: values(tone) })),
    tip: (index) => `${entries[index].label}\n${label(entries[index])}`,
    label: (index) => label(entries[index]),
  });
}

export const contactGaps = {
  view: "contact_gaps",
  title: "Who cannot be reached",
  describe([row], format) {
    const all = Number(row?.constituents ?? 0);
    if (all === 0) return null;
    const entries = [
      { label: "No e-mail", value: Number(row.without_email), tone: "strong" },
      { label: "No phone", value: Number(row.without_phone), tone: "strong" },
      { label: "No address", value: Number(row.without_address), tone: "strong" },
      { label: "None of the three", value: Number(row.unreachable), tone: "grey" },
    ];
    const share = (entry) => format.percent(entry.value / all);
    return {
      reading: `${share(entries[0])} of all constituents have no e-mail address; ${format.count(entries[3].value)} have neither e-mail, phone nor postal address.`,
      points: entries.length,
      height: barsHeight(entries.length),
      option: (look) => tonedBars(look, entries, (entry) => `${format.count(entry.value)} (${share(entry)})`),
      table: {
        columns: [
          { label: "Missing", show: format.text },
          { label: "Constituents", show: format.count },
          { label: "Share", show: format.percentExact },
        ],
        rows: entries.map((entry) => [entry.label, entry.value, entry.value / all]),
      },
    };
  },
};
