// From a bar to the list behind it, and to a CSV whose sum is the bar.

import { readFile } from "node:fs/promises";
import { DESKTOP, open, PHONE, ready, screenshot } from "../lib/browser.mjs";
import { checkKeyboard, checkPage, checkWords } from "../lib/claims.mjs";

export async function visit({ browser, check, serve, lake }) {
  const server = await serve({ lake });
  await fromBarToCsv(browser, check, server);
  await fromTableByKeyboard(browser, check, server);
  for (const look of [DESKTOP, PHONE]) await visitList(browser, check, server, look);
  await onPhoneToCsv(browser, check, server);
  await server.stop();
  await asRoles(browser, check, serve, lake);
}

// The answer that the page drew from, and the bar with the most in it.
async function largestBar(page, dashboard, visual) {
  const answer = await page.evaluate(async (path) => (await fetch(path)).json(), `/api/dashboards/${dashboard}`);
  const { rows, measures } = answer.visuals.find((one) => one.name === visual);
  const sizes = rows.map((row) => Math.abs(row[measures[0].name] ?? 0));
  const index = sizes.indexOf(Math.max(...sizes));
  return { index, row: rows[index], value: rows[index][measures[0].name], measure: measures[0] };
}

async function click(page, visual, index) {
  const canvas = page.locator(`#${visual} .chart`);
  await canvas.scrollIntoViewIfNeeded();
  const [x, y] = await page.evaluate(([name, at]) => window.donorlake.charts.get(name).pixelOf(at, 0), [visual, index]);
  await canvas.click({ position: { x, y } });
  await page.waitForURL(/\/list\?/);
  await ready(page);
}

async function fromBarToCsv(browser, check, server) {
  const visited = await open(browser, `${server.address}retention`);
  const { page } = visited;
  await ready(page);
  const bar = await largestBar(page, "retention", "change");
  await click(page, "change", bar.index);
  check("lists: a click on a bar opens its list", !page.url().includes(`category=${bar.row.category}`) && page.url());

  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#export").click()]);
  const text = await readFile(await download.path(), "utf8");
  check("lists: the file says view and day", !/^\w+-\d{4}-\d{2}-\d{2}\.csv$/.test(download.suggestedFilename()) && download.suggestedFilename());
  const rows = readCsv(text);
  const said = Number((await page.locator("#export").innerText()).replace(/\D/g, ""));
  check("lists: the CSV holds every row of the list", rows.length !== said && `${rows.length} rows, ${said} said`);
  const sum = rows.reduce((total, row) => total + Math.round(Number(row.Change) * 100), 0) / 100;
  check("lists: the CSV's sum is the bar", sum !== Math.round(bar.value * 100) / 100 && `${sum} in the file, ${bar.value} in the bar`);
  check("lists: no cell is a formula", text.split(/\r\n/).filter((line) => /(^|,)"?[=+@]/.test(line)).slice(0, 2));

  await page.locator("#back").click();
  await page.waitForURL(/\/retention/);
  check("lists: there is a way back to the figure", !page.url().endsWith("#change") && page.url());
  await visited.close();
}

async function onPhoneToCsv(browser, check, server) {
  const visited = await open(browser, `${server.address}list?dashboard=retention&visual=change&category=new`, PHONE);
  await ready(visited.page);
  const [download] = await Promise.all([visited.page.waitForEvent("download"), visited.page.locator("#export").click()]);
  check("lists: a phone gets the CSV, too", readCsv(await readFile(await download.path(), "utf8")).length === 0 && "no rows");
  await visited.close();
}

// RFC 4180, for the simple cells of these lists: quoted ones may hold commas.
function readCsv(text) {
  const lines = text.replace(/^\ufeff/, "").trimEnd().split("\r\n");
  const cells = (line) => [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)].slice(0, -1).map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
  const split = (line) => (line.endsWith(",") ? [...cells(line), ""] : [...cells(line + ",")]);
  const headings = split(lines[0]);
  return lines.slice(1).map((line) => Object.fromEntries(split(line).map((cell, index) => [headings[index], cell])));
}

async function fromTableByKeyboard(browser, check, server) {
  const visited = await open(browser, `${server.address}retention`);
  const { page } = visited;
  await ready(page);
  await page.locator("#change .chart").focus();
  await page.keyboard.press("ArrowDown");
  const spoken = await page.locator("#change .spoken").innerText();
  check("lists: arrow keys move along a chart and are spoken", !/\d/.test(spoken) && `"${spoken}"`);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/list\?/);
  await ready(page);
  check("lists: Enter opens the list behind a point", (await page.locator("tbody tr").count()) === 0 && "no rows");
  await page.goBack();
  await ready(page);
  await page.locator("#change summary").press("Enter");
  const link = page.locator("#change tbody a").first();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/list\?/);
  check("lists: a row of the table leads to the same list", false);
  await visited.close();
}

async function visitList(browser, check, server, look) {
  const name = `list-${look.name}`;
  const visited = await open(browser, `${server.address}list?dashboard=retention&visual=change&category=lapsed_repeat`, look);
  const { page } = visited;
  await ready(page);
  await screenshot(page, name);
  await checkWords(page, name);
  await checkPage(visited, name);
  await checkKeyboard(page, name, ["A"]);
  const person = await page.locator("tbody th a").first().getAttribute("href");
  check(`${name}: a row leads to the person`, !/^\/people\/.+/.test(person ?? "") && `${person}`);
  const first = await page.locator("tbody tr").first().innerText();
  if ((await page.locator(".pager").count()) > 0) {
    await page.locator(".pager a").last().click();
    await ready(page);
    check(`${name}: the next page holds other rows`, (await page.locator("tbody tr").first().innerText()) === first && "the same row");
  }
  await visited.close();
}

async function asRoles(browser, check, serve, lake) {
  const analyst = await serve({ lake, role: "analyst" });
  const list = await open(browser, `${analyst.address}list?dashboard=retention&visual=change&category=new`);
  await ready(list.page);
  const headings = await list.page.locator("thead th").allInnerTexts();
  check("lists: an analyst sees no name", headings.includes("Name") && headings);
  check("lists: the page says as whom it is seen", (await list.page.locator(".role").innerText()) !== "Seen as analyst" && "it does not");
  await screenshot(list.page, "list-analyst");
  await checkPage(list, "list-analyst");
  await list.close();
  await analyst.stop();

  const auditor = await serve({ lake, role: "auditor" });
  const { page, close, heard } = await open(browser, `${auditor.address}giving`);
  await ready(page);
  const withheld = await page.locator(".withheld").allInnerTexts();
  check("roles: what an auditor may not see says so plainly", withheld.length === 0 || withheld.some((words) => !words.includes("`auditor` does not see this")) ? `${withheld.length}: ${withheld[0]}` : undefined);
  await screenshot(page, "giving-auditor");
  await checkPage({ page, heard }, "giving-auditor");
  await close();
  await auditor.stop();
}
