// Runs the pages' visits: each file in pages/ drives its page as a person would, in a real browser.
//
// In:  names of files in pages/ (all without any); $DONORLAKE, $LAKE, $CHROMIUM, $PLAYWRIGHT_CORE, $AXE, $SCREENSHOTS:
//      the binary, a lake that visits only read, the browser, two libraries, a folder (tests/python/browser.py sets them).
// Out: one line per check, screenshots; exit code 1 when a check failed, with the reason.
//
// A page file exports `visit(tools)`; tools are { browser, check, serve, lake, copyOfLake, emptyLake }:
// `lib/` says what each does, and holds the claims that every page is checked for.

import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { launch } from "./lib/browser.mjs";
import { check, tally } from "./lib/check.mjs";
import { copyOfLake, emptyLake, removeLakes, serve, stopServers } from "./lib/server.mjs";

const folder = path.join(import.meta.dirname, "pages");
const all = (await readdir(folder)).filter((name) => name.endsWith(".mjs")).map((name) => name.replace(".mjs", "")).sort();
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;

async function run(name, browser) {
  try {
    const { visit } = await import(path.join(folder, `${name}.mjs`));
    await visit({ browser, check, serve, lake: process.env.LAKE, copyOfLake, emptyLake });
  } catch (error) {
    check(`${name}: the visit runs to its end`, error.stack);
    stopServers();
  }
}

await mkdir(process.env.SCREENSHOTS, { recursive: true });
const browser = await launch();
try {
  for (const name of wanted) await run(name, browser);
} finally {
  await browser.close();
  await removeLakes();
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
