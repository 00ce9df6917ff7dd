// Opens the overview page as a reader would, and checks what the reader sees.
//
// In:  node overview.mjs http://127.0.0.1:PORT OUTDIR [empty]
//      `empty` expects the page of a lake without a snapshot. $CHROMIUM, $PLAYWRIGHT_CORE and $AXE are the
//      paths of the browser and of the two libraries; tests/python/browser.py sets them.
// Out: one line per check, screenshots in OUTDIR; exit code 1 when a check failed, with the reason.

import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";

const { chromium } = await import(process.env.PLAYWRIGHT_CORE);
const axeSource = await readFile(process.env.AXE, "utf8");

const CHARTS = [
  "giving_by_month", "giving_by_year", "donor_retention", "gain_loss", "membership_by_level",
  "membership_by_status", "donor_member_overlap", "data_quality_by_source",
  "rejection_reasons", "merging", "contact_gaps",
];
// Reduced motion draws each chart at once, so that a screenshot shows the finished chart.
const VISITS = [
  { name: "desktop-light", width: 1280, height: 900, colorScheme: "light" },
  { name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone-light", width: 390, height: 844, colorScheme: "light" },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
];

const [address, folder, expectation] = process.argv.slice(2);
if (!address || !folder) {
  console.error("usage: node overview.mjs http://127.0.0.1:PORT OUTDIR [empty]");
  process.exit(2);
}
const home = new URL(address);
const tally = { passed: 0, failed: 0 };

function check(claim, problems) {
  const reasons = [problems].flat().filter(Boolean);
  tally[reasons.length === 0 ? "passed" : "failed"] += 1;
  console.log(reasons.length === 0 ? `ok      ${claim}` : `FAILED  ${claim}: ${reasons.join("; ")}`);
}

// Every request and every complaint of a page, from its first moment.
function listen(page) {
  const heard = { foreign: [], complaints: [] };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(url.protocol) && url.host !== home.host) heard.foreign.push(url.href);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.complaints.push(message.text());
  });
  page.on("pageerror", (error) => heard.complaints.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) heard.complaints.push(`${response.status()} ${response.url()}`);
  });
  return heard;
}

async function open(browser, visit) {
  const context = await browser.newContext({
    viewport: { width: visit.width, height: visit.height },
    colorScheme: visit.colorScheme,
    reducedMotion: "reduce",
    locale: "en-US",
  });
  const page = await context.newPage();
  const heard = listen(page);
  await page.goto(home.href, { waitUntil: "networkidle" });
  return { context, page, heard };
}

// What each chart drew: points as the page counts them, and marks (bars, lines) as pixels in a colour of marks.
function inspectCharts(views) {
  const style = getComputedStyle(document.documentElement);
  const markColours = ["accent", "accent-soft", "neutral", "neutral-soft"].map((token) => Number.parseInt(style.getPropertyValue(`--${token}`).trim().slice(1), 16));
  return views.map((view) => {
    const figure = document.getElementById(view);
    const canvas = figure?.querySelector(".chart canvas");
    let marks = 0;
    if (canvas) {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255 && markColours.includes((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])) marks += 1;
      }
    }
    return {
      view,
      title: figure?.querySelector("h3")?.textContent ?? "",
      reading: figure?.querySelector(".reading")?.textContent ?? "",
      points: Number(figure?.querySelector(".chart")?.dataset.points ?? 0),
      registered: window.donorlake?.charts.has(view) ?? false,
      marks,
      tableRows: figure?.querySelectorAll("details tbody tr").length ?? 0,
    };
  });
}

async function checkCharts(page, name) {
  for (const chart of await page.evaluate(inspectCharts, CHARTS)) {
    check(`${name}: chart ${chart.view} is drawn and told`, [
      chart.title.length < 3 && "no title",
      !/[.!]$/.test(chart.reading) && `no sentence: "${chart.reading}"`,
      /NaN|undefined|null|Infinity/.test(chart.reading) && `broken sentence: "${chart.reading}"`,
      chart.points === 0 && "no points",
      !chart.registered && "not drawn",
      chart.marks < 200 && `only ${chart.marks} pixels of bars or lines on the canvas`,
      chart.tableRows === 0 && "no rows in its table",
    ]);
  }
}

async function checkLayout(page, name) {
  const { wide, width, offenders } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
    offenders: [...document.querySelectorAll("main *")]
      .filter((node) => !node.closest(".table-scroll") && node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((node) => node.className || node.tagName).slice(0, 3),
  }));
  check(`${name}: nothing scrolls sideways`, wide > width && `${wide} px wide on ${width}: ${offenders}`);
}

async function checkTotals(page, name) {
  const values = await page.locator("#totals .value").allTextContents();
  check(`${name}: five totals are shown`, [
    values.length !== 5 && `${values.length} totals`,
    values.some((value) => !/\d/.test(value)) && `a total without a number: ${values.join(" | ")}`,
  ]);
}

async function checkTables(page, name) {
  const summaries = page.locator("details > summary");
  for (const summary of await summaries.all()) {
    await summary.focus();
    await page.keyboard.press("Enter");
  }
  const open = await page.locator("details[open] tbody tr:visible").count();
  const broken = (await page.locator("details td").allTextContents()).filter((text) => /NaN|undefined|null|Infinity|Invalid/.test(text));
  check(`${name}: tables open by keyboard`, [open === 0 && "no table row became visible", broken.length > 0 && `broken cells: ${broken.slice(0, 3)}`]);
  await checkLayout(page, `${name}, tables open`);
  await checkAccessibility(page, `${name}, tables open`);
  for (const summary of await summaries.all()) await summary.press("Enter");
}

async function checkAccessibility(page, name) {
  // `evaluate` runs in the page by the debugger, which the page's content policy does not concern.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const serious = violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
  check(`${name}: no serious accessibility finding`, serious.map(({ id, nodes }) => `${id} (${nodes.map((node) => node.target).slice(0, 3).join(", ")})`));
}

async function checkKeyboard(page, name) {
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  const reached = new Set();
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => `${document.activeElement?.tagName}`));
  }
  check(`${name}: links and tables are reached by Tab`, ["A", "SUMMARY"].filter((tag) => !reached.has(tag)).map((tag) => `no ${tag}`));
}

async function visitPage(browser, visit) {
  const { context, page, heard } = await open(browser, visit);
  const ready = await page.waitForSelector("html[data-ready]", { state: "attached", timeout: 60_000 }).then(() => true, () => false);
  await page.waitForTimeout(300);
  check(`${visit.name}: the page becomes ready`, !ready && "html[data-ready] never came");
  await checkTotals(page, visit.name);
  await checkCharts(page, visit.name);
  await checkLayout(page, visit.name);
  await page.screenshot({ path: path.join(folder, `${visit.name}.png`), fullPage: true });
  await checkAccessibility(page, visit.name);
  await checkKeyboard(page, visit.name);
  await checkTables(page, visit.name);
  check(`${visit.name}: no request leaves ${home.host}`, heard.foreign);
  check(`${visit.name}: the console is quiet`, heard.complaints);
  await context.close();
}

async function visitEmptyPage(browser, visit) {
  const { context, page, heard } = await open(browser, visit);
  const text = await page.locator("main").innerText();
  check(`${visit.name}: the empty page names its commands`, ["donorlake ingest", "donorlake resolve"].filter((command) => !text.includes(command)).map((command) => `no ${command}`));
  await checkLayout(page, visit.name);
  await checkAccessibility(page, visit.name);
  await page.screenshot({ path: path.join(folder, `empty-${visit.name}.png`), fullPage: true });
  check(`${visit.name}: no request leaves ${home.host}`, heard.foreign);
  check(`${visit.name}: the console is quiet`, heard.complaints);
  await context.close();
}

// The scheme changes while the page is open, as it does in the evening.
async function checkSchemeChange(browser) {
  const { context, page } = await open(browser, VISITS[0]);
  await page.waitForSelector("html[data-ready]", { state: "attached" });
  await page.waitForTimeout(300);
  const snapshot = () => page.evaluate(() => document.querySelector("#giving_by_month canvas").toDataURL());
  const light = await snapshot();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  check("charts follow a change of colour scheme", light === (await snapshot()) && "the canvas stayed as it was");
  await context.close();
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const visit of VISITS) await (expectation === "empty" ? visitEmptyPage : visitPage)(browser, visit);
  if (expectation !== "empty") await checkSchemeChange(browser);
} catch (error) {
  check("the visit runs to its end", error.message);
} finally {
  await browser.close();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
