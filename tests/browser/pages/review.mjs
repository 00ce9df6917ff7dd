// A steward's morning: ten pairs decided by keyboard, one taken back, the rest put into effect, and it held.

import { DESKTOP, LOOKS, open, ready, screenshot } from "../lib/browser.mjs";
import { checkKeyboard, checkPage, checkQuiet, checkWords } from "../lib/claims.mjs";

const TEN = ["m", "n", "n", "m", "n", "m", "n", "n", "m", "n"];

export async function visit({ browser, check, serve, lake, copyOfLake }) {
  const server = await serve({ lake });
  for (const look of LOOKS) await lookAt(browser, check, server, look);
  await server.stop();
  const own = await serve({ lake: await copyOfLake() });
  await decideTen(browser, check, own);
  await own.stop();
  for (const role of ["analyst", "fundraiser"]) await refused(browser, check, serve, lake, role);
}

async function lookAt(browser, check, server, look) {
  const name = `review-${look.name}`;
  const visited = await open(browser, `${server.address}review`, look);
  const { page } = visited;
  await ready(page);
  await screenshot(page, name);
  await checkWords(page, name);
  await checkPage(visited, name);
  if (look === DESKTOP) await checkKeyboard(page, name, ["A", "BUTTON", "INPUT", "SUMMARY"], 40);
  const shown = await page.locator("#question").innerText();
  check(`${name}: the question shows both records, the evidence and the keys`, ["Family name", "Sum", "Same person", "Different people", "Skip", "Undo"].filter((words) => !shown.includes(words)));
  await visited.close();
}

// The pair that is asked about.
const asked = (page) => page.locator("#question article").evaluate((node) => ({ left: node.dataset.left, right: node.dataset.right }));
const standing = (page) => page.locator("#decisions li").count();

async function press(page, key, count) {
  await page.keyboard.press(key);
  await page.waitForFunction((wanted) => document.querySelectorAll("#decisions li").length === wanted, count, { timeout: 20_000 });
}

async function decideTen(browser, check, server) {
  const visited = await open(browser, `${server.address}review`);
  const { page } = visited;
  await ready(page);
  const before = await page.locator("#progress").innerText();
  check("review: nothing is decided at first", !before.startsWith("0 of ") && before);

  const skipped = await asked(page);
  await page.keyboard.press("s");
  check("review: S goes on to another pair", same(await asked(page), skipped) && "the same pair");

  const said = [];
  for (const key of TEN) {
    const pair = await asked(page);
    said.push({ ...pair, key });
    await press(page, key, said.length);
    check(`review: ${key.toUpperCase()} decides the ${said.length}. pair and goes on`, same(await asked(page), pair) && "the same pair");
  }
  check("review: ten decisions stand", (await standing(page)) !== 10 && `${await standing(page)}`);

  await press(page, "u", 9);
  const undone = said.pop();
  check("review: U takes the last one back and asks again", !same(await asked(page), undone) && "another pair");
  const earlier = said.splice(2, 1)[0];
  await page.locator(entry(earlier)).getByRole("button").click();
  await page.waitForFunction(() => document.querySelectorAll("#decisions li").length === 8);
  check("review: an earlier one can be taken back from the list", (await page.locator(entry(earlier)).count()) > 0 && "it still stands");
  const progress = await page.locator("#progress").innerText();
  check("review: progress tells how many and whom", !/^\d+ of \d+ decided, \d+ people affected, \d+ to go\.$/.test(progress) && progress);
  await screenshot(page, "review-decided");
  await resolveAndSee(page, check, said);
  await checkPage(visited, "review-resolved");
  await visited.close();
}

const entry = ({ left, right }) => `#decisions li[data-left="${left}"][data-right="${right}"]`;
const same = (one, other) => one.left === other.left && one.right === other.right;

async function resolveAndSee(page, check, said) {
  const waiting = await page.locator("#resolving").innerText();
  check("review: the page says that decisions wait", !/decisions? waits?|Something changed/.test(waiting) && waiting);
  await page.locator("#resolve").click();
  await page.waitForSelector("#outcome", { timeout: 120_000 });
  const outcome = await page.locator("#outcome").innerText();
  check("review: the run says what changed", [
    !/people and organizations before, [\d,]+ now/.test(outcome) && outcome,
    (await page.locator('#outcome li[data-kind="joined"]').count()) < 1 && "nobody was joined",
  ]);
  await page.waitForFunction(() => document.querySelector("#resolve")?.disabled, undefined, { timeout: 20_000 });
  const effects = await page.locator("#decisions li").allInnerTexts();
  check("review: every decision is in effect", effects.filter((text) => !text.includes("in effect")));
  const held = await page.evaluate(async () => (await fetch("/api/review?limit=200")).json());
  const back = held.questions.filter(({ link }) => said.some((one) => one.left === link.left_key && one.right === link.right_key));
  check("review: no decided pair came back", back.map(({ link }) => `${link.left_key} ~ ${link.right_key}`));
  check("review: nothing waits any more", !held.up_to_date && "the snapshot is older than the decisions");
  await screenshot(page, "review-resolved");
}

// A role without names gets words, and no name in any answer.
async function refused(browser, check, serve, lake, role) {
  const server = await serve({ lake, role });
  const visited = await open(browser, `${server.address}review`);
  await ready(visited.page);
  const words = await visited.page.locator("main").innerText();
  check(`review as ${role}: the page says why not`, !words.includes(role) && words);
  const answer = await visited.page.evaluate(async () => {
    const response = await fetch("/api/review");
    return { status: response.status, text: await response.text() };
  });
  check(`review as ${role}: the queue is refused`, [answer.status !== 403 && `${answer.status}`, answer.text.includes("records") && "it holds records"]);
  visited.heard.complaints = visited.heard.complaints.filter((complaint) => !complaint.includes("403"));
  checkQuiet(visited.heard, `review as ${role}`);
  await visited.close();
  await server.stop();
}
