// Where rows went, and how records became people.
//
// In:  rows per source (read, staged, set aside, no data); source records per source and kind; people per kind.
// Out: two flows. They are two because one row may be a gift, a term and a person, and many rows one record: a single
//      flow would have to pretend that rows and records are the same thing.

import { element } from "../dom.js";
import { sourceWords } from "../evidence/cluster.js";
import { tableDetails } from "../dashboards/table.js";
import { sankey } from "./sankey.js";

const KINDS = { alone: "known from one record", one_source: "twice in one system", several_sources: "in several systems" };
const SHORT = { alone: "One record", one_source: "One system", several_sources: "More" };

export function showFlow({ rows, records, people }, format) {
  const read = total(rows, "rows_read");
  const found = total(people, "people");
  const kept = total(records, "records");
  return [
    element("p", {}, `${format.count(read)} rows were read and none was lost: ${format.count(total(rows, "rows_staged"))} are staged, ${format.count(total(rows, "rows_rejected"))} set aside, ${format.count(total(rows, "rows_not_data"))} are no data.`),
    element("h3", {}, "Rows of the files"),
    rowsFlow(rows, format),
    element("p", {}, `The staged rows speak of ${format.count(kept)} source records (a gift's row is no record, and a record may be told several times). They are ${format.count(found)} people and organizations: ${format.count(kept - found)} duplicates were merged.`),
    element("h3", {}, "Records of the sources"),
    recordsFlow(records, people, format),
    tableDetails("Rows by source", {
      columns: [{ label: "Source", show: sourceWords }, ...["Files", "Rows read", "Staged", "Set aside", "No data"].map((label) => ({ label, show: format.count }))],
      rows: rows.map((row) => [row.source, row.files, row.rows_read, row.rows_staged, row.rows_rejected, row.rows_not_data]),
    }),
    tableDetails("Records by source", {
      columns: [{ label: "Source", show: sourceWords }, ...Object.values(KINDS).map((label) => ({ label, show: format.count }))],
      rows: [...new Set(records.map((row) => row.source))].map((source) => [source, ...Object.keys(KINDS).map((kind) => count(records, source, kind))]),
    }),
  ];
}

const total = (rows, column) => rows.reduce((sum, row) => sum + row[column], 0);
const count = (records, source, kind) => records.find((row) => row.source === source && row.kind === kind)?.records ?? 0;

function rowsFlow(rows, format) {
  const ends = [["staged", "Staged", "rows_staged"], ["aside", "Set aside", "rows_rejected"], ["nodata", "No data", "rows_not_data"]];
  const left = rows.map((row) => ({ id: row.source, label: sourceWords(row.source), value: row.rows_read }));
  const right = ends.map(([id, label, column]) => ({ id, label, value: total(rows, column), kind: id }));
  const bands = rows.flatMap((row) => ends.map(([id, , column]) => ({ from: row.source, to: id, value: row[column], kind: id })));
  return sankey([left, right], [bands], "Rows of the files: from sources to what became of them", format);
}

// The last step narrows: many records become fewer people.
function recordsFlow(records, people, format) {
  const sources = [...new Set(records.map((row) => row.source))];
  const left = sources.map((source) => ({ id: source, label: sourceWords(source), value: total(records.filter((row) => row.source === source), "records") }));
  const kinds = Object.keys(KINDS).filter((kind) => people.some((row) => row.kind === kind));
  const peopleOf = (kind) => people.find((row) => row.kind === kind)?.people ?? 0;
  const middle = kinds.map((kind) => ({ id: kind, label: capital(KINDS[kind]), short: SHORT[kind], value: total(records.filter((row) => row.kind === kind), "records") }));
  const right = [{ id: "people", label: "People and organizations", short: "People", value: total(people, "people") }];
  const first = records.map((row) => ({ from: row.source, to: row.kind, value: row.records }));
  const second = middle.map(({ id, value }) => ({ from: id, to: "people", value, arrives: peopleOf(id) }));
  return sankey([left, middle, right], [first, second], "Records of the sources: from sources to people", format);
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
