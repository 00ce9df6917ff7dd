// Finds a donor by a misspelt name and reads all that is known of them, as a fundraiser, a steward and an analyst would.
//
// The donor is taken from the lake itself: somebody known to four systems, with gifts.

import { LOOKS, DESKTOP, PHONE, open, ready, screenshot } from "../lib/browser.mjs";
import { checkKeyboard, checkPage, checkWords } from "../lib/claims.mjs";

export async function visit({ browser, check, serve, lake }) {
  const server = await serve({ lake });
  const donor = await someDonor(server.address);
  await find(browser, check, server.address, donor);
  for (const look of LOOKS) await read(browser, check, server.address, donor, look);
  await follow(browser, check, server.address, donor);
  await print(browser, check, server.address, donor);
  await speakGerman(browser, check, server.address, donor);
  const secrets = await secretsOf(server.address);
  await server.stop();
  await blind(browser, check, serve, lake, donor, secrets);
}

// Of a few people with several sources and a long family name the one who gave most often.
async function someDonor(address) {
  const found = [];
  for (const start of ["mar", "joh", "rob", "eli", "mic"]) {
    found.push(...(await (await fetch(`${address}api/people?q=${start}&limit=100`)).json()).hits.map(({ person }) => person));
  }
  const fits = (person) => person.kind === "person" && !person.deceased && person.last_gift_date && person.sources.length >= 4 && /^\S{4,} \S{6,}$/.test(person.display_name);
  const giftsOf = async (person) => (await (await fetch(`${address}api/people/${person.constituent_id}/giving`)).json()).parts.gifts.rows.length;
  const counted = [];
  for (const person of found.filter(fits).slice(0, 8)) counted.push({ person, gifts: await giftsOf(person) });
  return counted.sort((one, other) => other.gifts - one.gifts)[0].person;
}

// Two letters swapped inside the family name, one left out of the given name.
function misspelt(name) {
  const [given, family] = name.split(" ");
  return `${given.slice(0, 2)}${given.slice(3)} ${family.slice(0, 2)}${family[3]}${family[2]}${family.slice(4)}`;
}

async function find(browser, check, address, donor) {
  const visited = await open(browser, `${address}people`, DESKTOP);
  const { page } = visited;
  await ready(page);
  await page.keyboard.type(misspelt(donor.display_name), { delay: 15 });
  const link = page.locator(`#found a[href="/people/${donor.constituent_id}"]`);
  const isFound = await link.first().waitFor({ timeout: 15_000 }).then(() => true, () => false);
  check("people: a misspelt name finds the donor", !isFound && "not in the list");
  check("people: the list says how many fit", !/\d|One/.test(await page.locator("#count").innerText()) && "no number");
  check("people: the query stands in the address", !new URL(page.url()).searchParams.get("q") && page.url());
  await screenshot(page, "people-desktop-light");
  await checkPage(visited, "people");
  await page.locator("#query").focus();
  await page.keyboard.press("ArrowDown");
  check("people: the down key goes into the list", (await page.evaluate(() => document.activeElement.tagName)) !== "A" && "no link has the focus");
  await page.keyboard.press("Escape");
  check("people: Escape goes back to the box", (await page.evaluate(() => document.activeElement.id)) !== "query" && "the box has no focus");
  await link.first().click();
  await ready(page);
  check("people: the donor opens", (await page.locator("#name").innerText()) !== donor.display_name && "another name");
  await visited.close();
  const phone = await open(browser, `${address}people?q=${encodeURIComponent(misspelt(donor.display_name))}`, PHONE);
  await ready(phone.page);
  await screenshot(phone.page, "people-phone-light");
  await checkPage(phone, "people, phone");
  await phone.close();
}

async function read(browser, check, address, donor, look) {
  const name = `person-${look.name}`;
  const visited = await open(browser, `${address}people/${donor.constituent_id}`, look);
  const { page } = visited;
  await ready(page);
  const count = (selector) => page.locator(selector).count();
  check(`${name}: the timeline has stems and a table`, [(await count(".timeline .stem")) === 0 && "no stem", (await count("#giving tbody tr")) === 0 && "no row"]);
  check(`${name}: the totals are told`, (await count(".sum")) < 5 && "fewer than five");
  check(`${name}: records stand side by side`, [
    (await count(".side-by-side thead th")) < 5 && "fewer than three records",
    (await count(".side-by-side td.won")) === 0 && "nothing won",
    !/believed|changed last|no record says|most records/.test(await page.locator(".side-by-side").innerText()) && "no reason why",
  ]);
  check(`${name}: the graph marks its weakest link`, [(await count(".cluster circle")) < 3 && "too few records", (await count(".cluster .weakest-mark")) !== 1 && "no mark"]);
  const steps = await page.locator(".waterfall-row .waterfall-bits").allInnerTexts();
  check(`${name}: the waterfall adds up`, adds(steps));
  await screenshot(page, name);
  await checkWords(page, name);
  await checkPage(visited, name);
  if (look === DESKTOP) await checkKeyboard(page, name, ["A", "BUTTON", "SUMMARY"]);
  await visited.close();
}

// The steps, as they are written, add up to the last one but for their rounding.
function adds(steps) {
  const bits = steps.map((text) => Number(text.replace("−", "-").replace(",", "")));
  const sum = bits.slice(0, -1).reduce((one, other) => one + other, 0);
  if (bits.length < 4) return `only ${bits.length} steps`;
  return Math.abs(sum - bits.at(-1)) > 0.06 * bits.length && `${sum} is not ${bits.at(-1)}`;
}

// A source record's key leads to its person; another link of the graph shows another waterfall.
async function follow(browser, check, address, donor) {
  const { parts } = await (await fetch(`${address}api/people/${donor.constituent_id}/evidence`)).json();
  const key = parts.records.rows[0].source_record_key;
  const visited = await open(browser, `${address}people/${encodeURIComponent(key)}`, DESKTOP);
  await ready(visited.page);
  check("person: a record's key leads to its person and says so", [
    !visited.page.url().includes(donor.constituent_id) && visited.page.url(),
    !(await visited.page.locator("#detour").innerText()).includes(key) && "the detour is not told",
  ]);
  const before = await visited.page.locator("#waterfall h3").innerText();
  await visited.page.locator(".link-choice[aria-pressed=false]").first().focus();
  await visited.page.keyboard.press("Enter");
  check("person: another link shows its own waterfall", (await visited.page.locator("#waterfall h3").innerText()) === before && "the same pair");
  await visited.close();
}

async function print(browser, check, address, donor) {
  const visited = await open(browser, `${address}people/${donor.constituent_id}`, { ...DESKTOP, width: 760 });
  await ready(visited.page);
  await visited.page.emulateMedia({ media: "print" });
  const hidden = await visited.page.locator(".parts").isHidden();
  check("person: paper has no navigation and every gift", [!hidden && "the navigation is printed", (await visited.page.locator("tr.later:visible").count()) !== (await visited.page.locator("tr.later").count()) && "rows are missing"]);
  await screenshot(visited.page, "person-print");
  await visited.close();
}

async function speakGerman(browser, check, address, donor) {
  const visited = await open(browser, `${address}people/${donor.constituent_id}`, { ...DESKTOP, locale: "de-DE" });
  await ready(visited.page);
  const amounts = await visited.page.locator("#giving td.right").allInnerTexts();
  check("person: money is written as the reader's locale writes it", !amounts.some((text) => /\d,\d\d/.test(text)) && `${amounts[0]}`);
  await visited.close();
}

const SECTIONS = ["profile", "giving", "membership", "consent", "household", "records", "evidence"];
const PEOPLE_ASKED = 10;

// Names, e-mail addresses and phones of some people, by their ids.
async function secretsOf(address) {
  const { hits } = await (await fetch(`${address}api/people?q=a&limit=${PEOPLE_ASKED}`)).json();
  const of = async ({ person }) => {
    const { parts } = await (await fetch(`${address}api/people/${person.constituent_id}/profile`)).json();
    const contacts = [...parts.emails.rows.map((row) => row.address), ...parts.phones.rows.map((row) => row.number)];
    return { id: person.constituent_id, texts: [person.display_name, ...contacts] };
  };
  const secrets = [];
  for (const hit of hits) secrets.push(await of(hit));
  return secrets;
}

// Everything that the endpoints answer about these people; whose name, address or number is in it.
async function told(address, secrets) {
  const leaks = [];
  for (const { id, texts } of secrets) {
    const paths = [...SECTIONS.map((section) => `api/people/${id}/${section}`), ...texts.map((text) => `api/people?q=${encodeURIComponent(text)}`), `api/people?q=${id}`];
    for (const path of paths) {
      // The query is repeated in the answer; what was typed is no secret to who typed it.
      const answer = await (await fetch(address + path)).json();
      const body = JSON.stringify({ ...answer, query: "" });
      leaks.push(...texts.filter((text) => body.includes(text)).map((_, at) => `${path.split("?")[0]}, text ${at}`));
    }
  }
  return leaks;
}

// An analyst finds ids alone, and is told what is not shown.
async function blind(browser, check, serve, lake, donor, secrets) {
  const server = await serve({ lake, role: "analyst" });
  const count = secrets.flatMap(({ texts }) => texts).length;
  check(`analyst: none of ${count} names, addresses and numbers is in any answer`, [count < PEOPLE_ASKED * 2 && "too few to look for", ...(await told(server.address, secrets)).slice(0, 3)]);
  const byName = await (await fetch(`${server.address}api/people?q=${encodeURIComponent(donor.display_name)}`)).json();
  check("analyst: nobody is found by name", byName.total > 0 && `${byName.total} found`);
  const visited = await open(browser, `${server.address}people/${donor.constituent_id}`, DESKTOP);
  await ready(visited.page);
  const text = await visited.page.locator("body").innerText();
  check("analyst: no name is shown, and what is withheld is said", [text.includes(donor.display_name) && "the name", !/not shown/.test(text) && "nothing is said to be withheld"]);
  await screenshot(visited.page, "person-analyst");
  await checkPage(visited, "person, analyst");
  await visited.close();
  await server.stop();
}
