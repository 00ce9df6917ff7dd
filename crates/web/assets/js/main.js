// Fills the page: the head first, then every panel on its own, so that one that fails leaves the others standing.

import { fetchOverview, fetchRows } from "./api.js";
import { charts, fail, fill, placeholder } from "./figure.js";
import { makeFormat } from "./format.js";
import { onSchemeChange } from "./theme.js";
import { showHead } from "./totals.js";
import { givingByMonth, givingByYear } from "./panels/giving.js";
import { donorRetention, gainLoss } from "./panels/donors.js";
import { donorMemberOverlap, membershipByLevel, membershipByStatus } from "./panels/members.js";
import { contactGaps, merging, rejectionReasons, rowsBySource } from "./panels/data.js";

const PANELS = [
  givingByMonth, givingByYear, donorRetention, gainLoss,
  membershipByLevel, membershipByStatus, donorMemberOverlap, rowsBySource, rejectionReasons, merging, contactGaps,
];

function placePanels() {
  const byView = new Map(PANELS.map((panel) => [panel.view, panel]));
  const placed = [];
  for (const place of document.querySelectorAll("[data-panels]")) {
    for (const view of place.dataset.panels.split(" ")) {
      const figure = placeholder(byView.get(view));
      place.append(figure);
      placed.push([figure, byView.get(view)]);
    }
  }
  return placed;
}

async function load(figure, panel, format) {
  try {
    fill(figure, panel, await fetchRows(panel.view), format);
  } catch (error) {
    fail(figure, panel, error);
  }
}

async function start() {
  const placed = placePanels();
  try {
    const overview = await fetchOverview();
    const format = makeFormat(overview.organization, overview.totals.as_of);
    showHead(overview, format);
    await Promise.all(placed.map(([figure, panel]) => load(figure, panel, format)));
  } catch (error) {
    document.getElementById("period").textContent = `The numbers could not be read: ${error.message}.`;
    for (const [figure, panel] of placed) fail(figure, panel, error);
  }
  onSchemeChange(() => charts.forEach((chart) => chart.redraw()));
  window.donorlake = { charts };
  document.documentElement.dataset.ready = "true";
}

start();
