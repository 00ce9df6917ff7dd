// One question: both records side by side with differences marked, their clusters' other records, the evidence, the keys.

import { element } from "../dom.js";
import { sourceWords } from "../evidence/cluster.js";
import { waterfall } from "../evidence/waterfall.js";
import { probabilityText } from "../evidence/words.js";
import { compared } from "./differences.js";

export function showQuestion(place, question, { shown: records, prior_bits: prior }, format, actions) {
  const { link } = question;
  const [left, right] = [records[link.left_key], records[link.right_key]];
  place.replaceChildren(
    element("article", { class: "card question", "data-left": link.left_key, "data-right": link.right_key },
      element("h2", {}, question.present === "apart" ? "One person, or two?" : "Really one person?"),
      element("p", { class: "quiet" }, whyAsked(question, format)),
      buttons(actions),
      sideBySide(left, right, link),
      others(question, records),
      element("h3", {}, "What speaks for and against"),
      waterfall({ prior_bits: prior, fields: question.fields, weight_bits: link.weight_bits, probability: link.probability }),
    ),
  );
}

function whyAsked({ present, left_records: left, right_records: right, links, probability, gain }, format) {
  const now = `The engine holds them for ${present === "apart" ? "two" : "one"}.`;
  const pairs = left.length * right.length;
  if (pairs === 1) return `${now} It says ${probabilityText(probability)} that they are one.`;
  const linked = `Of the ${format.count(left.length)} × ${format.count(right.length)} pairs of records between both sides ${format.count(links)} ${links === 1 ? "is" : "are"} linked; the mean over all is ${probabilityText(probability)}.`;
  return `${now} ${linked} One answer settles all ${format.count(pairs)} pairs, and is expected to put ${oneDigit(gain)} right.`;
}

const oneDigit = (value) => value.toLocaleString(undefined, { maximumFractionDigits: value < 1 ? 2 : 1 });

function buttons({ decide, skip, undo, keys }) {
  const button = (label, key, action, attributes = {}) => {
    const node = element("button", { type: "button", class: "button", "aria-keyshortcuts": keys?.on === false ? undefined : key, ...attributes }, label);
    if (keys?.on !== false) node.append(element("kbd", {}, key));
    if (action) node.addEventListener("click", action);
    else node.disabled = true;
    return node;
  };
  const keysSwitch = element("label", { class: "keys-switch" });
  const box = element("input", { type: "checkbox", checked: keys?.on === false ? undefined : "" });
  box.addEventListener("change", () => keys?.toggle());
  keysSwitch.append(box, "keys");
  return element("div", { class: "verdicts", role: "group", "aria-label": "Your answer" },
    button("Same person", "M", () => decide("match"), { "data-verdict": "match" }),
    button("Different people", "N", () => decide("never"), { "data-verdict": "never" }),
    button("Skip", "S", skip, { "data-verdict": "skip" }),
    button("Undo", "U", undo, { "data-verdict": "undo" }),
    keysSwitch,
  );
}

function sideBySide(left, right, link) {
  const rows = compared(left?.fields ?? [], right?.fields ?? []).map(row);
  return element("div", { class: "table-scroll" },
    element("table", { class: "sides" },
      element("caption", { class: "visually-hidden" }, "The two records, field by field"),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, element("span", { class: "visually-hidden" }, "Field")), head(left, link.left_key), head(right, link.right_key))),
      element("tbody", {}, ...rows),
    ),
  );
}

function head(record, key) {
  const file = record ? `${record.file_name}, line ${record.line}${record.changed ? `, changed ${record.changed}` : ""}` : "";
  return element("th", { scope: "col" },
    element("span", { class: "side-source" }, sourceWords(key.split(":")[0])),
    element("span", { class: "side-key" }, key.slice(key.indexOf(":") + 1)),
    element("span", { class: "side-file" }, file),
  );
}

const STATES = { same: "the same", differs: "different", one: "only one knows it" };

function row({ label, state, left, right }) {
  return element("tr", { class: `is-${state}` },
    element("th", { scope: "row" }, label, element("span", { class: "row-state" }, STATES[state])),
    cell(left), cell(right),
  );
}

function cell(values) {
  if (values.length === 0) return element("td", { class: "empty" }, "–");
  return element("td", {}, ...values.map(({ shared, pieces }) => element("div", { class: shared ? "value shared" : "value" }, ...pieces.map(piece))));
}

const piece = ({ text, differs }) => (differs ? element("mark", {}, text) : text);

// The other records that the answer moves, one line each.
function others({ link, left_records: left, right_records: right }, records) {
  if (left.length + right.length === 2) return undefined;
  const lists = [[left, link.left_key, "Also on the left side"], [right, link.right_key, "Also on the right side"]].map(([side, own, title]) => {
    const rest = side.filter((key) => key !== own);
    if (rest.length === 0) return undefined;
    const known = rest.filter((key) => records[key]);
    const more = rest.length - known.length;
    return element("div", {}, element("h3", {}, title),
      element("ul", { class: "others" }, ...known.map((key) => line(key, records[key])), more > 0 ? element("li", { class: "quiet" }, `and ${more} more`) : undefined));
  });
  return element("div", { class: "other-records" }, ...lists);
}

const TELLING = ["Born", "E-mail", "Phone", "Address"];

function line(key, record) {
  const values = record.fields.filter(({ label }) => TELLING.includes(label)).flatMap((field) => field.values);
  return element("li", {}, element("b", {}, record.name), ` · ${sourceWords(record.source)}`, element("span", { class: "quiet" }, values.length > 0 ? ` · ${values.join(" · ")}` : ` · ${key}`));
}

export function showNothingLeft(place, { progress }, actions) {
  const words = progress.total === 0 ? "There is nothing to review: no two records are in doubt." : "Every question is decided.";
  place.replaceChildren(element("article", { class: "card question" }, element("h2", {}, "Nothing left to decide"), element("p", { class: "quiet" }, words), buttons({ ...actions, decide: undefined, skip: undefined })));
  for (const verdict of ["match", "never", "skip"]) place.querySelector(`[data-verdict="${verdict}"]`).disabled = true;
}
