// How long pages take in a real browser: to the first byte, and until everything is drawn.
//
// In:  $DONORLAKE, $LAKE, $CHROMIUM, $PLAYWRIGHT_CORE, as run.mjs; a lake with a snapshot.
// Out: a row per page: right after the server began, when nothing is worked out yet; and warm, the median of several
//      visits by a browser that never saw the page.

import { launch } from "./lib/browser.mjs";
import { serve } from "./lib/server.mjs";

const WARM_VISITS = 7;
const PAGES = ["overview", "retention", "giving", "membership", "data-quality", "people", "review", "matching", "import"];

const browser = await launch();
const lake = process.env.LAKE;

// Milliseconds of one visit: until the first byte, and until the page says that it is filled.
async function visit(address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (document.documentElement?.dataset.ready) window.readyAt ??= performance.now();
    });
    watch.observe(document, { subtree: true, attributes: true, attributeFilter: ["data-ready"] });
  });
  await page.goto(address, { timeout: 120_000 });
  await page.waitForFunction(() => window.readyAt !== undefined);
  const times = await page.evaluate(() => [performance.getEntriesByType("navigation")[0].responseStart, window.readyAt]);
  await context.close();
  return times;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const shown = (milliseconds) => milliseconds.map((one) => `${Math.round(one)}`.padStart(7)).join(" |");

async function somebody(address) {
  const { hits } = await (await fetch(`${address}api/people?q=smith&limit=1`)).json();
  return hits[0].person.constituent_id;
}

async function row(path, warmServer) {
  const server = await serve({ lake });
  const cold = await visit(`${server.address}${path}`);
  await server.stop();
  const visits = [];
  for (let round = 0; round < WARM_VISITS; round += 1) visits.push(await visit(`${warmServer.address}${path}`));
  console.log(`| ${path.replace(person, "ID")} |${shown(cold)} |${shown([median(visits.map(([first]) => first)), median(visits.map(([, complete]) => complete))])} |`);
}

const server = await serve({ lake });
const began = performance.now();
const person = await somebody(server.address);
for (const page of PAGES) await visit(`${server.address}${page}`);
console.log(`the dashboards and who can be found: ${Math.round(performance.now() - began)} ms after the start\n`);
console.log("milliseconds\n\n| page | first byte, just begun | complete | first byte, warm | complete |\n|---|---|---|---|---|");
for (const path of [...PAGES, `people/${person}`, "people?q=jonh+smyth"]) await row(path, server);
await server.stop();
await browser.close();
