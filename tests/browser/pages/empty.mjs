// A lake without a snapshot: the page says how to fill it.

import { LOOKS, open, screenshot } from "../lib/browser.mjs";
import { checkPage } from "../lib/claims.mjs";

export async function visit({ browser, check, serve, emptyLake }) {
  const server = await serve({ lake: await emptyLake() });
  for (const look of LOOKS) {
    const name = `empty-${look.name}`;
    const visited = await open(browser, server.address, look);
    const text = await visited.page.locator("main").innerText();
    check(`${name}: the page names its commands`, ["donorlake ingest", "donorlake resolve"].filter((command) => !text.includes(command)).map((command) => `no ${command}`));
    await screenshot(visited.page, name);
    await checkPage(visited, name);
    await visited.close();
  }
  await server.stop();
}
