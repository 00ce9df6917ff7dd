// Starts a page: asks whose lake it is, then lets the page fill itself.
//
// In:  a function that takes { organization, snapshot, role, mayChange, format } and fills <main>.
// Out: the page, marked `data-ready` when it is done; if it fails, a notice with the reason instead.

import { fetchJson } from "./api.js";
import { element } from "./dom.js";
import { makeFormat } from "./format.js";

export async function start(fill) {
  try {
    await fill(await fetchContext());
  } catch (error) {
    showNotice(`This could not be shown: ${error.message}.`);
  }
  document.documentElement.dataset.ready = "true";
}

async function fetchContext() {
  const { organization, snapshot_id: snapshot, as_of: asOf, role, may_change: mayChange } = await fetchJson("/api/context");
  document.getElementById("snapshot").textContent = `Snapshot ${snapshot}`;
  return { organization, snapshot, role, mayChange, format: makeFormat(organization, asOf) };
}

// A sentence at the head of the page that screen readers read out.
export function showNotice(words) {
  const notice = element("p", { class: "notice", role: "status" }, words);
  document.getElementById("main").prepend(notice);
}
