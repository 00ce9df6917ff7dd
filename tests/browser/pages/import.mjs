// A file is dropped, looked at, taken in and resolved; a broken one says what is wrong; rejected rows come back as CSV.

import { readFile } from "node:fs/promises";
import { LOOKS, open, ready, screenshot } from "../lib/browser.mjs";
import { checkKeyboard, checkPage, checkQuiet, checkWords } from "../lib/claims.mjs";

const HEADER = "Email Address,First Name,Last Name,CONFIRM_TIME,LAST_CHANGED,LEID,EUID";
const row = (email, given, family, leid, euid) => `${email},${given},${family},2021-10-06 20:06:46,2024-01-02 10:00:00,${leid},${euid}`;
const GOOD = [
  HEADER,
  row("nadia.example@example.org", "<b>Nadia</b>", "Example", 900001, "zz900001"),
  row("omar.example@example.org", "=Omar", "Example", 900002, ""),
  row("pia.example@example.org", "Pia", "Example", 900003, "zz900003"),
  row("pia.example@example.org", "Pia", "Example", 900003, "zz900003"),
].join("\r\n");
const NAME = "subscribed_members_export_0a1.csv";
const COLOURS = ["colours.csv", "color,size\nred,4\n"];

export async function visit({ browser, check, serve, lake, copyOfLake, emptyLake }) {
  const own = await serve({ lake: await copyOfLake() });
  await wholeWay(browser, check, own);
  await own.stop();
  const empty = await serve({ lake: await emptyLake() });
  for (const look of LOOKS) await lookAt(browser, check, empty, look);
  await intoNothing(browser, check, empty);
  await empty.stop();
  await refused(browser, check, serve, lake);
}

const choose = (page, files) => page.locator("#choose").setInputFiles(files.map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })));
const settled = (page, name, state) => page.waitForSelector(`article[data-name="${name}"][data-state="${state}"]`, { timeout: 30_000 });

// As a person drops files from a folder onto the page.
async function drop(page, files) {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const [name, text] of given) data.items.add(new File([text], name, { type: "text/csv" }));
    return data;
  }, files);
  await page.dispatchEvent("#drop", "drop", { dataTransfer: transfer });
}

async function wholeWay(browser, check, server) {
  const visited = await open(browser, `${server.address}import`);
  const { page } = visited;
  await ready(page);
  await drop(page, [[NAME, GOOD], COLOURS, ["book.csv", "PK\u0003\u0004 not a table"]]);
  const good = page.locator(`article[data-name="${NAME}"]`);
  await settled(page, NAME, "ready");
  await settled(page, "colours.csv", "unread");
  await settled(page, "book.csv", "unread");
  const told = await good.innerText();
  check("import: the page says what the file is and why", ["Mailchimp", "EUID", "mailchimp_audience@", "UTF-8"].filter((words) => !told.includes(words)));
  check("import: it says what would become of each row", ["4 rows = 2 would be staged + 1 set aside + 1 no data"].filter((words) => !told.includes(words)));
  check("import: reasons name their lines", [!/EUID[\s\S]*\b3\b/.test(told) && "line 3 is not named", !/epeated row[\s\S]*\b5\b/.test(told) && "line 5 is not named"]);
  const colours = await page.locator('article[data-name="colours.csv"]').innerText();
  check("import: an unknown file gets what is missing and what to do", [!/header lacks/.test(colours) && colours, !/Drop the export/.test(colours) && "no advice"]);
  const book = await page.locator('article[data-name="book.csv"]').innerText();
  check("import: a workbook is called one", !/Excel workbook/.test(book) && book);
  await screenshot(page, "import-looked-at");
  await downloadRejected(page, check, good);
  check("import: nothing is in the lake yet", (await isStaged(page)) && "the file is staged");

  await good.getByRole("button", { name: "Take in" }).click();
  await settled(page, NAME, "taken");
  check("import: the file is in the lake", !(await isStaged(page)) && "the file is not staged");
  await page.locator("#resolve").click();
  await page.waitForSelector("#outcome", { timeout: 120_000 });
  const outcome = await page.locator("#outcome").innerText();
  check("import: the new people are told", !/2 records are new/.test(outcome) && outcome);
  await screenshot(page, "import-taken");
  visited.heard.complaints = visited.heard.complaints.filter((complaint) => !complaint.includes("422"));
  await checkPage(visited, "import-taken");
  await visited.close();
}

// Asks about the same bytes once more: are they in the lake?
const isStaged = (page) => page.evaluate(async ([name, text]) => {
  const response = await fetch(`/api/import/files?name=${name}`, { method: "POST", headers: { "content-type": "text/csv" }, body: text });
  return (await response.json()).already_staged;
}, [NAME, GOOD]);

async function downloadRejected(page, check, card) {
  const [download] = await Promise.all([page.waitForEvent("download"), card.getByRole("link", { name: "Download these rows" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  const lines = text.trimEnd().split("\r\n");
  check("import: the rejected row comes back as it stood, with line and reason", [
    lines.length !== 2 && `${lines.length} lines`,
    !lines[0].endsWith(HEADER) && lines[0],
    !/^3,EUID,.+,omar\.example@example\.org,=Omar,Example,/.test(lines[1]) && lines[1],
  ]);
}

async function lookAt(browser, check, server, look) {
  const name = `import-${look.name}`;
  const visited = await open(browser, `${server.address}import`, look);
  const { page } = visited;
  await ready(page);
  await choose(page, [[NAME, GOOD], COLOURS]);
  await settled(page, NAME, "ready");
  await settled(page, "colours.csv", "unread");
  await screenshot(page, name);
  await checkWords(page, name);
  visited.heard.complaints = visited.heard.complaints.filter((complaint) => !complaint.includes("422"));
  await checkPage(visited, name);
  await checkKeyboard(page, name, ["A", "INPUT", "BUTTON"], 30);
  await visited.close();
}

// The first file of all: an empty lake gets a snapshot from the page alone, by keyboard.
async function intoNothing(browser, check, server) {
  const visited = await open(browser, `${server.address}import`);
  const { page } = visited;
  await ready(page);
  await choose(page, [[NAME, GOOD]]);
  await settled(page, NAME, "ready");
  await page.getByRole("button", { name: `Take in: ${NAME}` }).press("Enter");
  await settled(page, NAME, "taken");
  await page.locator("#resolve").press("Enter");
  await page.waitForSelector("#outcome", { timeout: 60_000 });
  const snapshot = await page.evaluate(async () => (await fetch("/api/context")).status);
  check("import: an empty lake is filled without the command line", snapshot !== 200 && `the context answers ${snapshot}`);
  await visited.close();
}

async function refused(browser, check, serve, lake) {
  const server = await serve({ lake, role: "analyst" });
  const visited = await open(browser, `${server.address}import`);
  await ready(visited.page);
  const words = await visited.page.locator("main").innerText();
  check("import as analyst: the page says why not", !words.includes("analyst") && words);
  const status = await visited.page.evaluate(async () => (await fetch("/api/import/files?name=a.csv", { method: "POST", headers: { "content-type": "text/csv" }, body: "a" })).status);
  check("import as analyst: a file is refused", status !== 403 && `${status}`);
  visited.heard.complaints = visited.heard.complaints.filter((complaint) => !complaint.includes("403"));
  checkQuiet(visited.heard, "import as analyst");
  await visited.close();
  await server.stop();
}
