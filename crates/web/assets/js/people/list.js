// Finds people as the reader types.
//
// In:  what is typed, or `q` of the address. Out: who fits, best first; `q` stays in the address.
// Keys: down and up walk through the list, Enter opens somebody (from the box: the first), Escape goes back to the box.

import { fetchJson } from "../api.js";
import { element } from "../dom.js";
import { start } from "../page.js";
import { reasonWords, sourceWords } from "./words.js";

const PAUSE = 140;
const box = document.getElementById("query");
const list = document.getElementById("found");
const count = document.getElementById("count");
const state = { format: undefined, asked: 0, answered: "", timer: undefined };

async function search() {
  const query = box.value.trim();
  state.asked += 1;
  const turn = state.asked;
  history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
  try {
    const found = await fetchJson(`/api/people?q=${encodeURIComponent(query)}`);
    if (turn === state.asked) show(found, query);
  } catch (error) {
    if (turn === state.asked) count.textContent = `This could not be read: ${error.message}.`;
  }
}

function show(found, query) {
  document.getElementById("hint").textContent = hint(found);
  count.textContent = query ? summary(found) : `${state.format.count(found.people)} people and organizations can be found.`;
  list.replaceChildren(...found.hits.map(hit));
  state.answered = query;
  list.dataset.query = query;
}

function hint({ by_name: byName, by_contact: byContact }) {
  const what = [byName && "a name", byContact && "an e-mail address", byContact && "a phone", "an id of any source"].filter(Boolean);
  const known = `${what.slice(0, -1).join(", ")}${what.length > 1 ? " or " : ""}${what.at(-1)}`;
  const blind = byName ? " Typos are forgiven." : " The role that this page is served as does not see names.";
  return `Type ${known}, or a part of it.${blind}`;
}

function summary({ total, hits }) {
  if (total === 0) return "Nobody fits.";
  const fit = total === 1 ? "One fits." : `${state.format.count(total)} fit.`;
  return hits.length < total ? `${fit} The best ${hits.length} are shown.` : fit;
}

function hit({ person, reason }) {
  const { format } = state;
  const facts = [person.place, person.last_gift_date ? `last gift ${format.day(person.last_gift_date)}` : undefined, person.sources.map(sourceWords).join(", ")];
  const link = element("a", { href: `/people/${encodeURIComponent(person.constituent_id)}` },
    element("span", { class: "found-name" }, person.display_name || person.constituent_id),
    person.deceased ? element("span", { class: "chip warn" }, "Deceased") : undefined,
    person.kind === "organization" ? element("span", { class: "chip" }, "Organisation") : undefined,
    element("span", { class: "found-facts" }, facts.filter(Boolean).join(" · ")),
    element("span", { class: "found-reason" }, `by ${reasonWords(reason)}`),
  );
  return element("li", {}, link);
}

function walk(event) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown") (links[at + 1] ?? links.at(-1))?.focus();
  else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : box).focus();
  else if (event.key === "Escape" && at >= 0) box.focus();
  else if (event.key === "Enter" && document.activeElement === box) openFirst();
  else return;
  event.preventDefault();
}

// What was typed last is asked first, so that nobody opens the answer to an earlier question.
async function openFirst() {
  clearTimeout(state.timer);
  if (state.answered !== box.value.trim()) await search();
  const first = list.querySelector("a");
  if (first && box.value.trim()) location.assign(first.href);
}

start(async ({ format }) => {
  state.format = format;
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  box.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(search, PAUSE);
  });
  document.getElementById("main").addEventListener("keydown", walk);
  await search();
  box.focus();
});
