// The list behind a bar: a page of rows at a time, all of them as CSV.
//
// In: the address, which says which bar (js/dashboards/address.js). Out: heading, buttons and a table in <main>.

import { fetchJson } from "../api.js";
import { element } from "../dom.js";
import { start } from "../page.js";
import { FILTERS, withQuery } from "../dashboards/address.js";
import { listTable } from "../dashboards/list_table.js";
import { tableElement } from "../dashboards/table.js";

const place = document.getElementById("list");
const query = new URLSearchParams(location.search);

start(async ({ format }) => {
  const list = await fetchJson(withQuery("/api/list", query));
  document.title = `${list.title} · donorlake`;
  document.getElementById("title").textContent = list.title;
  document.getElementById("period").textContent = periodOf(list, format);
  showWayBack(list);
  place.replaceChildren(...[tools(list, format), tableElement(list.title, listTable(list, list.words, format)), pager(list, format)].filter(Boolean));
  place.removeAttribute("aria-busy");
});

function periodOf(list, format) {
  const rows = `${format.count(list.row_count)} ${list.row_count === 1 ? "row" : "rows"}`;
  return [...list.bar, rows, format.asOf && `data up to ${format.day(format.asOf)}`].filter(Boolean).join(" · ");
}

// Back to where the reader was, with what was chosen there.
function showWayBack(list) {
  const chosen = new URLSearchParams([...query].filter(([name]) => FILTERS.includes(name)));
  const back = document.getElementById("back");
  back.href = `${withQuery(`/${list.dashboard.replaceAll("_", "-")}`, chosen)}#${query.get("visual")}`;
  back.textContent = `${list.dashboard_title}: ${list.visual_title}`;
}

function tools(list, format) {
  const href = withQuery("/api/list.csv", new URLSearchParams([...query].filter(([name]) => name !== "page")));
  const words = `Export CSV (${format.count(list.row_count)})`;
  return element("p", { class: "tools" }, element("a", { class: "button", id: "export", href, download: "" }, words));
}

function pager(list, format) {
  if (list.page_count < 2) return undefined;
  const link = (page, label) => (page < 1 || page > list.page_count ? element("span", { class: "quiet" }, label) : element("a", { href: addressOf(page), class: "button" }, label));
  const words = element("span", {}, `Page ${format.count(list.page)} of ${format.count(list.page_count)}`);
  return element("nav", { class: "pager", "aria-label": "Pages of the list" }, link(list.page - 1, "Previous"), words, link(list.page + 1, "Next"));
}

function addressOf(page) {
  const address = new URLSearchParams([...query].filter(([name]) => name !== "page"));
  address.append("page", String(page));
  return `/list?${address}`;
}
