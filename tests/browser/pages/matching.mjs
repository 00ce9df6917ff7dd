// The pictures of matching: the flow of rows, the scores with the cut, the weights; and what a role sees of them.

import { LOOKS, open, ready, screenshot } from "../lib/browser.mjs";
import { checkKeyboard, checkPage, checkWords } from "../lib/claims.mjs";

export async function visit({ browser, check, serve, lake }) {
  const server = await serve({ lake });
  for (const look of LOOKS) await lookAt(browser, check, server, look);
  await server.stop();
  await asRoles(browser, check, serve, lake);
}

async function lookAt(browser, check, server, look) {
  const name = `matching-${look.name}`;
  const visited = await open(browser, `${server.address}matching`, look);
  const { page } = visited;
  await ready(page);
  await screenshot(page, name);
  await checkWords(page, name);
  await checkPage(visited, name);
  await checkKeyboard(page, name, ["A", "SUMMARY"]);
  const drawn = await page.evaluate(() => ({
    bands: document.querySelectorAll("#flow path.band").length,
    bars: [...document.querySelectorAll("#scores rect.match, #scores rect.review")].filter((bar) => Number(bar.getAttribute("height")) > 0).length,
    cuts: document.querySelectorAll("#scores .cut").length,
    weights: document.querySelectorAll("#weights .weight-bar").length,
  }));
  check(`${name}: everything is drawn`, [
    drawn.bands < 10 && `${drawn.bands} bands of the flow`,
    drawn.bars < 10 && `${drawn.bars} bars of the scores`,
    drawn.cuts !== 2 && `${drawn.cuts} cuts`,
    drawn.weights < 30 && `${drawn.weights} weights`,
  ]);
  const cut = await page.evaluate(() => [...document.querySelectorAll(".picture text")].filter((text) => {
    const [own, frame] = [text.getBoundingClientRect(), text.closest("svg").getBoundingClientRect()];
    return own.left < frame.left - 1 || own.right > frame.right + 1;
  }).map((text) => text.textContent));
  check(`${name}: no label of a picture is cut off`, cut);
  await checkSums(page, check, name);
  await visited.close();
}

// The pictures tell the same numbers as the answer that they were drawn from.
async function checkSums(page, check, name) {
  const { flow, scores } = await page.evaluate(async () => (await fetch("/api/matching")).json());
  const sum = (rows, column) => rows.reduce((total, row) => total + row[column], 0);
  const read = sum(flow.rows, "rows_read");
  check(`${name}: no row is lost on the way`, read !== sum(flow.rows, "rows_staged") + sum(flow.rows, "rows_rejected") + sum(flow.rows, "rows_not_data") && `${read} read`);
  check(`${name}: both histograms hold all links`, sum(scores.by_bits, "links") !== sum(scores.by_probability, "links") && "they differ");
  const text = await page.locator("main").innerText();
  const count = (value) => value.toLocaleString("en-US");
  check(`${name}: the text tells rows, records, people and links`, [read, sum(flow.records, "records"), sum(flow.people, "people"), sum(scores.by_bits, "links")].map(count).filter((number) => !text.includes(number)));
}

async function asRoles(browser, check, serve, lake) {
  for (const [role, sees] of [["analyst", false], ["auditor", true]]) {
    const server = await serve({ lake, role });
    const visited = await open(browser, `${server.address}matching`);
    await ready(visited.page);
    const weights = await visited.page.locator("#weights").innerText();
    check(`matching as ${role}: weights are ${sees ? "shown" : "withheld, in words"}`, weights.includes("does not see this") === sees && weights.slice(0, 80));
    check(`matching as ${role}: the flow of rows is shown`, (await visited.page.locator("#flow path.band").count()) === 0 && "it is not");
    await checkPage(visited, `matching-${role}`);
    await visited.close();
    await server.stop();
  }
}
