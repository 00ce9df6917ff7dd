// A real browser, and pages in it that report what they ask for and complain about.
//
// In:  an address and a look: { width, height, colorScheme, locale }.
// Out: { page, heard, close }; `heard` collects requests to elsewhere and complaints of the console.

import path from "node:path";

const { chromium } = await import(process.env.PLAYWRIGHT_CORE);

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// For a busy machine: how fast the page is, is measured elsewhere.
const PATIENCE = 180_000;

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });

export const LOOKS = [
  { name: "desktop-light", width: 1280, height: 900, colorScheme: "light" },
  { name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone-light", width: 390, height: 844, colorScheme: "light" },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
];
export const [DESKTOP, , PHONE] = LOOKS;

export async function open(browser, address, look = DESKTOP) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    colorScheme: look.colorScheme,
    // Each chart is drawn at once, so that a screenshot shows the finished chart.
    reducedMotion: "reduce",
    locale: look.locale ?? "en-US",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const heard = listen(page, new URL(address).host);
  await page.goto(address, { waitUntil: "networkidle", timeout: PATIENCE });
  return { page, heard, close: () => context.close() };
}

// Every request and every complaint of a page, from its first moment.
function listen(page, home) {
  const heard = { foreign: [], complaints: [] };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(url.protocol) && url.host !== home) heard.foreign.push(url.href);
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

// Every page sets `data-ready` when it is filled.
export async function ready(page) {
  await page.waitForSelector("html[data-ready]", { state: "attached", timeout: PATIENCE });
  await page.waitForTimeout(250);
}

export const screenshot = (page, name, options = { fullPage: true }) => page.screenshot({ path: path.join(process.env.SCREENSHOTS, `${name}.png`), ...options });
