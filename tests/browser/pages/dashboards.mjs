// The dashboards: each is drawn, told and reached by keyboard, at every size and in both lights.

import { DESKTOP, LOOKS, open, ready, screenshot } from "../lib/browser.mjs";
import { checkAccessibility, checkKeyboard, checkLayout, checkPage, checkWords } from "../lib/claims.mjs";

export const DASHBOARDS = ["overview", "retention", "giving", "membership", "data-quality"];

export async function visit({ browser, check, serve, lake }) {
  const server = await serve({ lake });
  for (const look of LOOKS) {
    for (const dashboard of DASHBOARDS) await visitOne(browser, check, server, dashboard, look);
  }
  await checkLookChanges(browser, check, server);
  await checkLocale(browser, check, server);
  await checkSureness(browser, check, server);
  await server.stop();
}

async function visitOne(browser, check, server, dashboard, look) {
  const name = `${dashboard}-${look.name}`;
  const visited = await open(browser, `${server.address}${dashboard}`, look);
  const { page } = visited;
  await ready(page);
  await screenshot(page, name);
  await checkFigures(check, page, name);
  await checkWords(page, name);
  await checkPage(visited, name);
  if (look.name.endsWith("light")) {
    await checkKeyboard(page, name, ["A", "SUMMARY", "DIV"], 90);
    await checkTables(check, page, name);
  }
  await visited.close();
}

async function checkFigures(check, page, name) {
  const figures = await page.evaluate(inspectFigures);
  check(`${name}: there are figures`, figures.length < 3 && `only ${figures.length}`);
  for (const figure of figures) check(`${name}: ${figure.id} is shown and told`, troubles(figure));
}

function troubles({ isCanvas, title, reading, points, marks, tableRows, text }) {
  const common = [title.length < 3 && "no title", text.length < title.length + 10 && `nothing below the title: "${text}"`];
  if (!isCanvas) return common;
  return [
    ...common,
    !/[.!]$/.test(reading) && `no sentence: "${reading}"`,
    points === 0 && "no points",
    marks < (points === 1 ? 10 : 150) && `only ${marks} pixels of bars or lines on the canvas`,
    tableRows === 0 && "no rows in its table",
  ];
}

// What each figure drew: points as the page counts them, and marks (bars, lines) as pixels in a colour of marks.
function inspectFigures() {
  const style = getComputedStyle(document.documentElement);
  const tokens = ["accent", "accent-soft", "neutral", "series-1", "series-2", "series-3", "series-4", "series-5", "series-6"];
  const colours = tokens.map((token) => Number.parseInt(style.getPropertyValue(`--${token}`).trim().slice(1), 16));
  const marksOn = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let marks = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 255 && colours.includes((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])) marks += 1;
    }
    return marks;
  };
  return [...document.querySelectorAll("figure.panel")].map((figure) => {
    const canvas = figure.querySelector(".chart canvas");
    return {
      id: figure.id,
      isCanvas: figure.querySelector(".chart") !== null,
      title: figure.querySelector("h2")?.textContent ?? "",
      reading: figure.querySelector(".reading")?.textContent ?? "",
      points: window.donorlake.charts.get(figure.id)?.points() ?? 0,
      marks: canvas ? marksOn(canvas) : 0,
      tableRows: figure.querySelectorAll("tbody tr").length,
      text: figure.textContent,
    };
  });
}

async function checkTables(check, page, name) {
  for (const summary of await page.locator("details.as-table > summary").all()) {
    await summary.focus();
    await page.keyboard.press("Enter");
  }
  const closed = await page.locator("details.as-table:not([open])").count();
  check(`${name}: tables open by keyboard`, closed > 0 && `${closed} stayed closed`);
  await checkWords(page, `${name}, tables open`);
  await checkLayout(page, `${name}, tables open`);
  await checkAccessibility(page, `${name}, tables open`);
}

// The scheme changes while the page is open, as it does in the evening; and paper is always light.
async function checkLookChanges(browser, check, server) {
  const { page, close } = await open(browser, `${server.address}retention`);
  await ready(page);
  const drawn = () => page.evaluate(() => document.querySelector(".chart canvas").toDataURL());
  const light = await drawn();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForTimeout(300);
  const dark = await drawn();
  check("charts follow a change of colour scheme", light === dark && "the canvas stayed as it was");
  await page.emulateMedia({ colorScheme: "dark", media: "print" });
  await page.waitForTimeout(300);
  check("a print from a dark screen has light charts", dark === (await drawn()) && "the canvas stayed dark");
  await screenshot(page, "print-retention");
  await close();
}

async function checkLocale(browser, check, server) {
  const { page, close } = await open(browser, `${server.address}giving`, { ...DESKTOP, locale: "de-DE" });
  await ready(page);
  for (const summary of await page.locator("details.as-table > summary").all()) await summary.click();
  const text = await page.locator(".panels").innerText();
  check("dashboards: money is written as the reader's locale writes it", [!/\d\.\d{3},\d\d\b/.test(text) && "no 1.234,56", /\d,\d{3}\.\d\d\b/.test(text) && "1,234.56"]);
  await close();
}

// Rates say of how many they speak; those of fewer than a hundred, within which bounds they probably lie.
async function checkSureness(browser, check, server) {
  const { page, close } = await open(browser, `${server.address}retention`);
  await ready(page);
  const notes = await page.locator("#by_source .n").allTextContents();
  check("dashboards: every rate says of how many", (notes.length === 0 || notes.some((note) => !/of (only )?[\d,]+/.test(note))) && `${notes}`);
  const wrong = await page.evaluate(async () => {
    const { wilson } = await import("/assets/js/dashboards/sureness.js");
    const told = (rate, count) => wilson(rate, count)?.map((bound) => bound.toFixed(4)).join(" ") ?? "none";
    // Newcombe (1998) and others give .2366 to .7634 for 5 of 10.
    const cases = [[0.5, 10, "0.2366 0.7634"], [0, 1, "0.0000 0.7935"], [1, 4, "0.5101 1.0000"], [0.5, 100, "none"], [1.2, 10, "none"], [null, 0, "none"]];
    return cases.filter(([rate, count, expected]) => told(rate, count) !== expected).map(([rate, count]) => `${rate} of ${count}: ${told(rate, count)}`);
  });
  check("dashboards: bounds are Wilson's", wrong);
  await close();
}
