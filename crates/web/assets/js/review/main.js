// The review queue: one question at a time, decided by key or button, and taken back as easily.
//
// In:  GET /api/review. Out: the question, progress, the decisions that stand, and the way to put them into effect.

import { fetchJson, postJson } from "../api.js";
import { start, showNotice } from "../page.js";
import { resolvingPanel } from "../resolving/panel.js";
import { showDecisions } from "./decisions.js";
import { listenToKeys } from "./keys.js";
import { showNothingLeft, showQuestion } from "./question.js";

const SHOWN = 30;
const VERDICTS = { match: "same person", never: "different people", open: "taken back" };

const review = { queue: undefined, skipped: new Set(), latest: [], busy: false };
const place = (id) => document.getElementById(id);
const nameOf = (pair) => `${pair.left} ${pair.right}`;
const ends = (question) => ({ left: question.link.left_key, right: question.link.right_key });

start(async ({ format }) => {
  review.format = format;
  review.resolving = resolvingPanel(place("resolving"), format, reload);
  await load().finally(() => {
    place("progress").textContent = "";
  });
  place("review").hidden = false;
  show();
  await review.resolving.begin();
  const keys = { m: () => decide("match"), n: () => decide("never"), s: skip, u: undo };
  review.keys = listenToKeys(keys, () => show());
});

const load = async () => {
  review.queue = await fetchJson(`/api/review?limit=${SHOWN + review.skipped.size}`);
};

async function reload() {
  await load();
  place("snapshot").textContent = `Snapshot ${review.queue.snapshot_id}`;
  show();
}

// What was skipped comes back when nothing else is left.
function current() {
  const { questions } = review.queue;
  const open = questions.find((question) => !review.skipped.has(nameOf(ends(question))));
  if (open === undefined && review.skipped.size > 0) {
    review.skipped.clear();
    return questions[0];
  }
  return open;
}

function show() {
  const { queue, format } = review;
  const question = current();
  showProgress(queue, format);
  const actions = { decide, skip, undo: canUndo() ? undo : undefined, keys: review.keys };
  if (question) showQuestion(place("question"), question, queue, format, actions);
  else showNothingLeft(place("question"), queue, actions);
  showDecisions(place("decisions"), queue.decisions, queue.shown, format, takeBack);
  review.resolving.show({ upToDate: queue.up_to_date, waiting: queue.progress.waiting });
}

function showProgress({ progress, open }, format) {
  const people = `${format.count(progress.people_affected)} ${progress.people_affected === 1 ? "person" : "people"} affected`;
  const left = open === 0 ? "nothing left to decide" : `${format.count(open)} to go`;
  place("progress").textContent = `${format.count(progress.answered)} of ${format.count(progress.total)} decided, ${people}, ${left}.`;
  Object.assign(place("done-bar"), { max: Math.max(progress.total, 1), value: progress.answered });
}

const canUndo = () => review.latest.length > 0 || review.queue.decisions.length > 0;

async function decide(verdict) {
  const question = current();
  if (!question) return;
  const pair = ends(question);
  if (await say(pair, verdict)) review.latest.push(pair);
}

function skip() {
  const question = current();
  if (!question || review.busy) return;
  review.skipped.add(nameOf(ends(question)));
  announce("Skipped. It comes back at the end.");
  show();
  place("question").focus();
}

// The last decision of this visit; with none, the latest that stands.
async function undo() {
  const stands = new Set(review.queue.decisions.map(nameOf));
  while (review.latest.length > 0 && !stands.has(nameOf(review.latest.at(-1)))) review.latest.pop();
  const pair = review.latest.at(-1) ?? review.queue.decisions[0];
  if (pair && (await takeBack(pair))) review.latest.pop();
}

const takeBack = (pair) => say({ left: pair.left, right: pair.right }, "open");

async function say(pair, verdict) {
  if (review.busy) return false;
  review.busy = true;
  try {
    await postJson("/api/review/decisions", { ...pair, verdict });
    review.skipped.delete(nameOf(pair));
    await load();
    announce(`Decided: ${VERDICTS[verdict]}.`);
    return true;
  } catch (error) {
    showNotice(`This was not kept: ${error.message}.`);
    return false;
  } finally {
    review.busy = false;
    show();
    place("question").focus({ preventScroll: verdict === "open" });
  }
}

const announce = (words) => {
  place("said").textContent = words;
};
