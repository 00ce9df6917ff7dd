// The way to put decisions and files into effect: a button that resolves, its progress, and what changed.
//
// In:  where to show it, and what to do when a run has ended. Out: { begin, show, run }.

import { fetchJson, postJson } from "../api.js";
import { element } from "../dom.js";

const POLL = 300;
const STAGES = {
  begins: "Beginning", block: "Finding pairs to compare", compare: "Comparing pairs", train: "Learning the weights",
  link: "Weighing pairs", cluster: "Finding who is one",
};

export function resolvingPanel(place, format, ended) {
  const panel = { upToDate: true, waiting: 0, run: { state: "idle" } };
  const render = () => place.replaceChildren(...contents(panel, format, run));

  async function watch() {
    while (panel.run.state === "running") {
      render();
      await new Promise((wake) => setTimeout(wake, POLL));
      panel.run = (await fetchJson("/api/resolve")).run;
    }
    render();
  }

  async function run() {
    panel.run = (await postJson("/api/resolve", {}).catch((error) => ({ run: { state: "failed", reason: error.message } }))).run;
    await watch();
    await ended(panel.run);
  }

  return {
    run,
    // A run that somebody began before this page was opened is watched to its end.
    async begin() {
      const { run: told, up_to_date: upToDate } = await fetchJson("/api/resolve");
      Object.assign(panel, { run: told, upToDate });
      if (told.state !== "running") return render();
      await watch();
      await ended(panel.run);
    },
    show(state) {
      Object.assign(panel, state);
      if (panel.run.state !== "running") render();
    },
  };
}

function contents(panel, format, run) {
  const { state } = panel.run;
  const button = element("button", { type: "button", class: "button primary", id: "resolve" }, state === "running" ? "Resolving…" : "Resolve and publish now");
  button.disabled = state === "running" || panel.upToDate;
  button.addEventListener("click", run);
  return [
    element("h2", { id: "resolving-title" }, "Put it into effect"),
    element("p", { class: "quiet", role: "status" }, note(panel, format)),
    element("p", {}, button),
    state === "running" ? running(panel.run, format) : undefined,
    state === "failed" ? element("p", { class: "notice warn", role: "alert" }, `The run was broken off: ${panel.run.reason}. What was there before stays.`) : undefined,
    state === "done" ? done(panel.run, format) : undefined,
  ].filter(Boolean);
}

function note({ upToDate, waiting, run }, format) {
  if (run.state === "running") return "A new snapshot is being made; the one before is shown until it is whole.";
  if (upToDate) return "The current snapshot is made of all files and decisions.";
  const decisions = waiting === 0 ? "Something changed since the current snapshot" : `${format.count(waiting)} ${waiting === 1 ? "decision waits" : "decisions wait"}`;
  return `${decisions}. The next resolution follows all decisions that stand.`;
}

function running({ stage, done, total }, format) {
  const bar = element("progress", { "aria-label": "Progress of the stage", ...(total > 0 ? { max: total, value: Math.min(done, total) } : {}) });
  const count = total > 0 ? ` · ${format.count(Math.min(done, total))} of ${format.count(total)}` : "";
  return element("div", { class: "running" }, bar, element("p", { class: "quiet" }, `${STAGES[stage] ?? capital(stage)}${count}`));
}

function done({ report, changes, changes_in_all: inAll }, format) {
  const people = `${format.count(changes.constituents_before)} people and organizations before, ${format.count(changes.constituents_after)} now`;
  const records = changes.new_records > 0 ? `, ${format.count(changes.new_records)} records are new` : "";
  return element("div", { class: "outcome", id: "outcome" },
    element("h3", {}, report.unchanged ? "Nothing changed" : "What changed"),
    element("p", {}, `${people}${records}. ${format.count(report.review_pairs)} doubtful pairs.`),
    changes.changes.length > 0 ? element("ul", { class: "changes" }, ...changes.changes.map(change)) : undefined,
    inAll > changes.changes.length ? element("p", { class: "quiet" }, `and ${format.count(inAll - changes.changes.length)} more`) : undefined,
    ...report.notes.map((words) => element("p", { class: "quiet" }, `${capital(words)}.`)),
  );
}

function change({ kind, before, after }) {
  const words = kind === "joined" ? `${before.join(", ")} were joined: ` : `${before[0]} was parted: `;
  return element("li", { "data-kind": kind }, words, ...after.flatMap((id, at) => [at > 0 ? ", " : "", element("a", { href: `/people/${id}` }, id)]));
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
