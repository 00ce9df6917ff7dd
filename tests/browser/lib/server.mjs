// The page's server over a lake, as a role; and lakes that a visit may change.
//
// In:  { lake, role }. Out: { address, stop }: `donorlake serve` on a free port, until `stop()`.

import { spawn } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

const running = new Set();

export async function serve({ lake, role }) {
  const options = ["serve", "--port", "0", "--lake", lake, ...(role ? ["--as", role] : [])];
  const server = spawn(process.env.DONORLAKE, options, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  running.add(server);
  ended.then(() => running.delete(server));
  const lines = createInterface({ input: server.stdout });
  const address = await Promise.race([
    new Promise((resolve) => lines.once("line", (line) => resolve(line.split(/\s/)[0]))),
    ended.then((code) => Promise.reject(new Error(`donorlake serve ended at once with ${code}`))),
  ]);
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
  };
  return { address, stop };
}

// What a visit that failed left behind.
export const stopServers = () => running.forEach((server) => server.kill("SIGINT"));

const made = [];

export async function emptyLake() {
  made.push(await mkdtemp(path.join(os.tmpdir(), "donorlake-")));
  return made.at(-1);
}

// A copy of the sample lake that a visit may change.
export async function copyOfLake() {
  const copy = path.join(await emptyLake(), "lake");
  await cp(process.env.LAKE, copy, { recursive: true });
  return copy;
}

export const removeLakes = () => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
