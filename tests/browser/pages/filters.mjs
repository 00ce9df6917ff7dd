// Filters keep their state in the address: a reload, the back button and a copied link show the same.

import { DESKTOP, open, PHONE, ready, screenshot } from "../lib/browser.mjs";
import { checkPage } from "../lib/claims.mjs";

const figures = (page) => page.locator(".panels").innerText();

export async function visit({ browser, check, serve, lake }) {
  const server = await serve({ lake });
  for (const look of [DESKTOP, PHONE]) await chooseYear(browser, check, server, look);
  await chooseByKeyboard(browser, check, server);
  await chooseHouseholds(browser, check, server);
  await server.stop();
}

// Waits for the answer to a choice.
async function settled(page) {
  await page.waitForFunction(() => !document.getElementById("dashboard").hasAttribute("aria-busy"));
  await page.waitForTimeout(150);
}

async function chooseYear(browser, check, server, look) {
  const name = `filters-${look.name}`;
  const visited = await open(browser, `${server.address}retention`, look);
  const { page } = visited;
  await ready(page);
  const before = await figures(page);
  const years = await page.locator("#filter-fiscal_year option").evaluateAll((options) => options.map((option) => option.value));
  check(`${name}: years come from the data`, years.length < 3 && `only ${years}`);
  await page.focus("#filter-fiscal_year");
  await page.selectOption("#filter-fiscal_year", years[2]);
  await settled(page);
  const chosen = await figures(page);
  check(`${name}: a year changes the figures and the address`, [chosen === before && "the figures stayed", !page.url().endsWith(`?fiscal_year=${years[2]}`) && page.url()]);
  check(`${name}: the keyboard stays at the control`, (await page.evaluate(() => document.activeElement.id)) !== "filter-fiscal_year" && "it went elsewhere");

  await page.reload();
  await ready(page);
  check(`${name}: a reload shows the same`, (await figures(page)) !== chosen && "other figures");
  await page.goBack();
  await settled(page);
  check(`${name}: back shows what was before`, [(await figures(page)) !== before && "other figures", page.url().includes("?") && page.url()]);

  const copy = await open(browser, `${server.address}retention?fiscal_year=${years[2]}`, look);
  await ready(copy.page);
  check(`${name}: a copied link shows the same`, (await figures(copy.page)) !== chosen && "other figures");
  await copy.close();
  await checkPage(visited, name);
  await visited.close();
}

async function chooseByKeyboard(browser, check, server) {
  const visited = await open(browser, `${server.address}giving`);
  const { page } = visited;
  await ready(page);
  const before = await figures(page);
  const box = page.locator("details.several").first();
  await box.locator("summary").focus();
  await page.keyboard.press("Enter");
  await screenshot(page, "filters-open", {});
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await settled(page);
  const isOpen = await page.locator("details.several[open]").count();
  check("filters: one of several is chosen by keyboard, and the box stays open", [(await figures(page)) === before && "the figures stayed", isOpen !== 1 && `${isOpen} boxes are open`, !page.url().includes("?") && page.url()]);
  await page.keyboard.press("Escape");
  check("filters: Escape closes the box", (await page.locator("details.several[open]").count()) > 0 && "it is open");
  await checkPage(visited, "filters-chosen");
  await visited.close();
}

async function chooseHouseholds(browser, check, server) {
  const visited = await open(browser, `${server.address}retention`, PHONE);
  const { page } = visited;
  await ready(page);
  const people = await figures(page);
  await page.locator("#filter-unit-household").check({ force: true });
  await settled(page);
  const households = await figures(page);
  check("filters: households are counted instead of people", [households === people && "the figures stayed", !page.url().includes("unit=household") && page.url()]);
  await page.goto(`${server.address}retention?source=paypal`);
  await ready(page);
  const notes = await page.locator(".ignored").allInnerTexts();
  const followed = await page.locator("#overall .ignored").count();
  check("filters: a figure that does not follow a choice says so, others do not", [!notes.some((note) => note === "Not narrowed by source.") && `${notes}`, followed > 0 && "#overall follows"]);
  await page.goto(`${server.address}retention?unit=household`);
  await ready(page);
  await page.locator("#filter-unit-person").check({ force: true });
  await settled(page);
  check("filters: and people again", [(await figures(page)) !== people && "other figures", page.url().includes("unit=") && page.url()]);
  await visited.close();
}
