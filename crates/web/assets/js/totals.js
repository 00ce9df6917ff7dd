// The head of the page: whose numbers, up to when, and five figures.

import { element } from "./dom.js";
import { comparison } from "./panels/giving.js";

export function showHead({ organization, snapshot_id: snapshot, totals }, format) {
  const year = Number(totals.fiscal_year);
  const [from, to] = format.yearSpan(year);
  document.title = `${organization.name} · donorlake`;
  document.getElementById("organization").textContent = organization.name;
  document.getElementById("period").textContent =
    `Data up to ${format.day(totals.as_of)}. ${format.fiscalYear(year)} runs from ${from} to ${to}.`;
  document.getElementById("snapshot").textContent = `Snapshot ${snapshot}`;
  document.getElementById("totals").replaceChildren(...figures(totals, format));
}

function figures(totals, format) {
  const year = format.fiscalYear(Number(totals.fiscal_year));
  return [
    figure(`Raised in ${year}`, format.money(totals.raised), raisedWords(totals, format), "figure hero"),
    figure(`Donors in ${year}`, format.count(totals.donors), donorWords(totals, format)),
    figure("Active members", format.count(totals.active_members), `and ${format.count(totals.members_in_grace)} who may still renew`),
    figure("Constituents", format.count(totals.constituents), `${format.count(totals.constituents - totals.organizations)} people, ${format.count(totals.organizations)} organizations`),
    figure("Duplicates merged", format.count(totals.duplicates_merged), `out of ${format.count(totals.source_records)} source records`),
  ];
}

function figure(label, value, words, kind = "figure") {
  return element("div", { class: kind }, element("h2", {}, label), element("p", { class: "value" }, value), words && element("p", { class: "words" }, words));
}

function raisedWords(totals, format) {
  const before = Number(totals.raised_by_now_before);
  if (!(before > 0)) return undefined;
  return `${capital(comparison(Number(totals.raised), before, format))} at the same point last year (${format.money(before)})`;
}

function donorWords(totals, format) {
  const before = Number(totals.donors_by_now_before);
  return before > 0 ? `${format.count(before)} at the same point last year` : undefined;
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
