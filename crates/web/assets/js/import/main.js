// Import: files are dropped or chosen, looked at, and taken in once somebody says so.
//
// In:  files. Out: a card per file: what it is and what would become of its rows, then what did; at the end the way to
// resolve. Works on an empty lake, too, so it asks for no snapshot.

import { fetchJson, postFile, postJson } from "../api.js";
import { element } from "../dom.js";
import { makeFormat } from "../format.js";
import { showNotice } from "../page.js";
import { resolvingPanel } from "../resolving/panel.js";
import { fileCard } from "./card.js";

const place = (id) => document.getElementById(id);
// Counts and sizes need no currency; this page shows no money.
const format = makeFormat({ currency: "USD", fiscal_year_start_month: 1 }, undefined);
const files = [];

const resolving = resolvingPanel(place("resolving"), format, () => offerToResolve());

async function begin() {
  try {
    const { largest_file: largest, kinds } = await fetchJson("/api/import");
    place("limit").textContent = `CSV as the system exports it, up to ${megabytes(largest)} each; larger ones by “donorlake ingest”.`;
    place("kind-list").replaceChildren(...kinds.map(({ title }) => element("li", {}, title)));
    listen(largest);
    place("import").hidden = false;
    await offerToResolve();
  } catch (error) {
    showNotice(`This could not be shown: ${error.message}.`);
  }
  document.documentElement.dataset.ready = "true";
}

const megabytes = (bytes) => `${format.count(bytes / 1024 / 1024)} MB`;

function listen(largest) {
  const drop = place("drop");
  const take = (list) => Promise.all([...list].map((file) => look(file, largest)));
  place("choose").addEventListener("change", async (event) => {
    await take(event.target.files);
    event.target.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });
  place("take-all").addEventListener("click", takeAll);
}

// Sends a file to be looked at.
async function look(file, largest) {
  const one = { name: file.name, bytes: file.size, state: "reading" };
  files.push(one);
  render();
  try {
    if (file.size > largest) throw new Error(`the file is larger than ${megabytes(largest)}; take it in with “donorlake ingest FILE”`);
    const found = await postFile(`/api/import/files?name=${encodeURIComponent(file.name)}`, file);
    Object.assign(one, { state: "ready", found });
  } catch (error) {
    Object.assign(one, { state: "unread", reason: error.body?.reason ?? error.message, advice: error.body?.advice });
  }
  announce(`${file.name}: ${one.state === "ready" ? "recognized" : "cannot be read"}.`);
  render();
}

async function take(one) {
  one.state = "taking";
  render();
  try {
    one.taken = await postJson(`/api/import/files/${one.found.id}/take`, {});
    one.state = "taken";
  } catch (error) {
    Object.assign(one, { state: "unread", reason: error.message });
  }
  announce(`${one.name}: ${one.state === "taken" ? "taken in" : "not taken in"}.`);
  render();
  await offerToResolve();
}

async function takeAll() {
  for (const one of files.filter((file) => file.state === "ready")) await take(one);
}

async function leaveOut(one) {
  if (one.found) await postJson(`/api/import/files/${one.found.id}/discard`, {}).catch(() => undefined);
  files.splice(files.indexOf(one), 1);
  render();
}

function render() {
  place("files").replaceChildren(...files.map((one) => fileCard(one, format, { take, leaveOut })));
  const ready = files.filter((file) => file.state === "ready").length;
  place("all").hidden = ready < 2;
  place("take-all").textContent = `Take in all ${format.count(ready)} files`;
}

async function offerToResolve() {
  const { up_to_date: upToDate, run } = await fetchJson("/api/resolve");
  place("resolving").hidden = upToDate && run.state === "idle";
  resolving.show({ upToDate, waiting: 0 });
  if (run.state === "running") await resolving.begin();
}

const announce = (words) => {
  place("said").textContent = words;
};

begin();
