// Fills one person's page: every section on its own, so that one that fails leaves the others standing.

import { fetchJson } from "../api.js";
import { element } from "../dom.js";
import { start } from "../page.js";
import { showConsent } from "./consent.js";
import { showEvidence } from "./evidence.js";
import { showGiving } from "./giving.js";
import { showHousehold } from "./household.js";
import { showMembership } from "./membership.js";
import { showProfile } from "./profile.js";
import { showRecords } from "./records.js";

const SECTIONS = {
  profile: showProfile, giving: showGiving, membership: showMembership, consent: showConsent,
  household: showHousehold, records: showRecords, evidence: showEvidence,
};

const id = decodeURIComponent(location.pathname.split("/").at(-1));

async function load(name, context) {
  const section = document.getElementById(name);
  section.setAttribute("aria-busy", "true");
  try {
    const { parts } = await fetchJson(`/api/people/${encodeURIComponent(id)}/${name}`);
    section.append(...SECTIONS[name](parts, { ...context, id }));
  } catch (error) {
    section.append(element("p", { class: "notice warn" }, `This could not be read: ${error.message}.`));
  }
  section.removeAttribute("aria-busy");
}

// Where the reader came from an id that is not this person's own.
function tellDetour() {
  const from = new URLSearchParams(location.search).get("from");
  if (!from) return;
  const words = from.includes(":") ? `${from} is a source record of this person.` : `${from} was merged into this person. This is the id to use now: ${id}.`;
  document.querySelector(".page-head").append(element("p", { class: "notice", id: "detour", role: "status" }, words));
}

start(async (context) => {
  document.getElementById("name").textContent = id;
  tellDetour();
  await Promise.all(Object.keys(SECTIONS).map((name) => load(name, context)));
  if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
});
