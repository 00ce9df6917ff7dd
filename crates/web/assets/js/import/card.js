// One file: what it is, what would become of its rows and why, what to do next.

import { element } from "../dom.js";
import { sourceWords } from "../evidence/cluster.js";

const STATES = { reading: "being read…", ready: "recognized", unread: "cannot be read", taking: "being taken in…", taken: "taken in" };

export function fileCard(one, format, actions) {
  const { name, state, found } = one;
  return element("article", { class: `card file is-${state}`, "data-name": name, "data-state": state, "aria-busy": ["reading", "taking"].includes(state) ? "true" : undefined },
    element("header", { class: "file-head" },
      element("h2", {}, name),
      element("span", { class: state === "unread" ? "chip warn" : "chip" }, STATES[state]),
    ),
    ["reading", "taking"].includes(state) ? element("progress", { "aria-label": `${name} is ${STATES[state]}` }) : undefined,
    ...(state === "unread" ? unread(one) : []),
    ...(found && state !== "unread" ? recognised(found, format, one.taken) : []),
    buttons(one, actions),
  );
}

function unread({ reason, advice }) {
  return [
    element("p", { class: "notice warn", role: "alert" }, `${sentence(reason)} ${advice ? sentence(advice) : ""}`.trim()),
    element("p", { class: "quiet" }, "Nothing of it was taken in."),
  ];
}

function recognised(found, format, taken) {
  return [
    element("dl", { class: "facts" },
      ...fact("It is", `${found.title} (${sourceWords(found.source)})`),
      ...fact("One row is", found.grain),
      ...fact("Recognized by", why(found.recognised, format)),
      ...fact("How it is written", [size(found.bytes, format), ...found.notes].join(" · ")),
      ...fact("Mapping", found.mapping),
    ),
    found.already_staged ? element("p", { class: "notice" }, "The very same file is in the lake already: taking it in again changes nothing.") : undefined,
    rowsBar(found, format, taken),
    reasons("Set aside: these rows wait for a correction", "set-aside", found.set_aside, format, found.rows_set_aside > 0 ? download(found) : undefined),
    reasons("No data: these rows say nothing about anybody", "not-data", found.not_data, format),
    tables(found.tables, format),
  ].filter(Boolean);
}

function size(bytes, format) {
  if (bytes < 10_000) return `${format.count(bytes)} bytes`;
  return bytes < 1_000_000 ? `${format.count(bytes / 1000)} KB` : `${format.number(bytes / 1_000_000)} MB`;
}

const fact = (label, value) => [element("dt", {}, label), element("dd", {}, value)];

function why({ required_columns: required, known_columns: known, mapping_columns: all, file_name_fits: nameFits }, format) {
  const columns = `the columns ${required.join(", ")}; ${format.count(known)} of the ${format.count(all)} that such a file may have`;
  return nameFits ? `${columns}; and by its name` : columns;
}

// All rows as one bar, cut into staged, set aside, no data.
function rowsBar(found, format, taken) {
  const parts = [
    ["staged", taken ? "staged" : "would be staged", found.rows_staged],
    ["aside", "set aside", found.rows_set_aside],
    ["nodata", "no data", found.rows_not_data],
  ];
  const words = parts.map(([, label, rows]) => `${format.count(rows)} ${label}`).join(", ");
  const bar = element("div", { class: "rows-bar", role: "img", "aria-label": `${format.count(found.rows_read)} rows: ${words}` });
  for (const [kind, , rows] of parts) {
    if (rows > 0) bar.append(Object.assign(element("div", { class: `rows-part ${kind}` }), { style: `flex-grow: ${rows}` }));
  }
  return element("div", { class: "rows" },
    element("p", {}, element("b", {}, `${format.count(found.rows_read)} rows`), ` = ${parts.map(([, label, rows]) => `${format.count(rows)} ${label}`).join(" + ")}`),
    bar,
  );
}

function reasons(title, kind, groups, format, extra) {
  if (groups.length === 0) return undefined;
  const row = ({ column, reason, rows, lines }) => element("tr", {},
    element("th", { scope: "row" }, sentence(reason)),
    element("td", { class: "text" }, column || "–"),
    element("td", {}, format.count(rows)),
    element("td", { class: "text" }, `${lines.join(", ")}${rows > lines.length ? ", …" : ""}`),
  );
  const table = element("table", {},
    element("thead", {}, element("tr", {}, ...[["Reason", ""], ["Column", "text"], ["Rows", ""], ["Lines", "text"]].map(([label, cls]) => element("th", { scope: "col", class: cls || undefined }, label)))),
    element("tbody", {}, ...groups.map(row)),
  );
  return element("section", { class: `reasons ${kind}` }, element("h3", {}, title),
    element("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": title }, table), extra);
}

function download(found) {
  return element("p", {},
    element("a", { class: "button small", href: `/api/import/files/${found.id}/rejected.csv`, download: `set-aside-${found.name}` }, "Download these rows"),
    element("span", { class: "quiet" }, " Correct them and drop that file: the three columns in front do no harm."));
}

const TABLES = {
  source_party: "people and organizations", source_email: "e-mail addresses", source_phone: "phones", source_address: "addresses",
  gift: "gifts", gift_allocation: "allocations", gift_credit: "credits", gift_adjustment: "adjustments", commitment: "commitments",
  membership_term: "membership terms", consent_event: "consents",
};

function tables(list, format) {
  if (list.length === 0) return undefined;
  const words = list.map(({ table, rows }) => `${format.count(rows)} ${TABLES[table] ?? table.replaceAll("_", " ")}`).join(" · ");
  return element("p", { class: "quiet tables" }, `They hold ${words}`);
}

function buttons(one, { take, leaveOut }) {
  const button = (label, kind, action) => {
    const node = element("button", { type: "button", class: kind, "data-action": label }, label);
    node.setAttribute("aria-label", `${label}: ${one.name}`);
    node.addEventListener("click", () => action(one));
    return node;
  };
  const shown = { ready: [button("Take in", "button primary", take), button("Leave out", "button", leaveOut)], unread: [button("Remove", "button", leaveOut)] }[one.state] ?? [];
  return element("div", { class: "file-actions" }, ...shown);
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
