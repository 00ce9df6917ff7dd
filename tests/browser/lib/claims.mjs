// What holds for every page: it fits, it is accessible, it is reached by keyboard, it is quiet, it tells nobody.
//
// In: an open page, a name for the report. Out: checks.

import { readFile } from "node:fs/promises";
import { check } from "./check.mjs";

const axeSource = await readFile(process.env.AXE, "utf8");

export async function checkPage({ page, heard }, name) {
  await checkLayout(page, name);
  await checkAccessibility(page, name);
  checkQuiet(heard, name);
}

export function checkQuiet(heard, name) {
  check(`${name}: no request leaves this machine`, heard.foreign);
  check(`${name}: the console is quiet`, heard.complaints);
}

export async function checkLayout(page, name) {
  const { wide, width, offenders } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
    offenders: [...document.querySelectorAll("main *")]
      .filter((node) => !node.closest(".table-scroll") && node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((node) => node.className || node.tagName).slice(0, 3),
  }));
  check(`${name}: nothing scrolls sideways`, wide > width && `${wide} px wide on ${width}: ${offenders}`);
}

export async function checkAccessibility(page, name) {
  // `evaluate` runs in the page by the debugger, which the page's content policy does not concern.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const serious = violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
  check(`${name}: no serious accessibility finding`, serious.map(({ id, nodes }) => `${id} (${nodes.map((node) => node.target).slice(0, 3).join(", ")})`));
}

// The kinds of element, by tag, that Tab reaches from the top of the page.
export async function checkKeyboard(page, name, tags, presses = 60) {
  await page.evaluate(() => document.activeElement?.blur());
  const reached = new Set();
  for (let count = 0; count < presses; count += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => `${document.activeElement?.tagName}`));
  }
  check(`${name}: ${tags.join(", ")} are reached by Tab`, tags.filter((tag) => !reached.has(tag)).map((tag) => `no ${tag}`));
}

// Words that a broken number or a missing value leaves behind.
export async function checkWords(page, name) {
  const text = await page.locator("main").innerText();
  check(`${name}: no broken value is shown`, text.match(/\b(NaN|undefined|null|Infinity|Invalid Date|\[object Object\])\b/g) ?? []);
}
