import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "../../scripts/runner/ports.mjs";

const READY = "Ctrl-C stops everything";
let folder = "";
let port = 0;

function demoEnv(): NodeJS.ProcessEnv {
  const { DATABASE_URL, TEST_SERVER_URL, APP_URL, ...rest } = process.env;
  return { ...rest, DATA_DIR: join(folder, "data"), PORT: String(port), NODE_ENV: "production" };
}

/** `npm run demo` until it says that it is running. */
async function startDemo(): Promise<{ npm: ChildProcess; output: string }> {
  const npm = spawn("npm", ["run", "demo"], { env: demoEnv(), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(READY)) resolve();
    };
    npm.stdout.on("data", read);
    npm.stderr.on("data", read);
    npm.once("exit", () => reject(new Error(`The demo ended:\n${output}`)));
  });
  return { npm, output };
}

/** The status that a page answers, 0 when nobody does. */
function ask(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", () => resolve(0));
  });
}

function readDemoPid(): number {
  return JSON.parse(readFileSync(join(folder, "data/app.lock"), "utf8")).pid;
}

const CONNECTIONS = ["con_hartwell_three_e", "con_okafor_prolaw"];
/** A Connect service of the demo holds its state folder while it runs, by the number of its process. */
function hasService(id: string): boolean {
  const lock = join(folder, "data/connect", id, "state/in-use");
  try {
    return process.kill(Number(readFileSync(lock, "utf8")), 0);
  } catch {
    return false;
  }
}
const isConnectUp = () => CONNECTIONS.every(hasService);
const isConnectGone = () => !CONNECTIONS.some(hasService);

const isAppGone = async () => (await ask(`http://127.0.0.1:${port}/api/health`)) === 0;
const isAllGone = async () =>
  (await isAppGone()) &&
  isConnectGone() &&
  !existsSync(join(folder, "data/app.lock")) &&
  !existsSync(join(folder, "data/postgres/cluster/postmaster.pid"));

describe("npm run demo", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "docketpay-demo-"));
    // The user whom root becomes for the database must be able to enter it.
    chmodSync(folder, 0o755);
    port = await findFreePort();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("runs on both names of the machine, refuses a second one, and leaves nothing when npm is stopped", async () => {
    const { npm, output } = await startDemo();
    const link = /http:\/\/127\.0\.0\.1:\d+\/pay\/\S+/.exec(output)?.[0] ?? "";
    for (const url of [link, `http://localhost:${port}/sign-in`, `http://127.0.0.1:${port}/dev/mail`]) {
      expect({ url, status: await ask(url) }).toEqual({ url, status: 200 });
    }
    const second = spawnSync("npm", ["run", "demo"], { env: demoEnv(), encoding: "utf8" });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`already runs on this data at http://127.0.0.1:${port}`);
    expect(await ask(link)).toBe(200);
    expect(output).toMatch(/Connect +Elite 3E/);
    await expect.poll(isConnectUp, { timeout: 20_000 }).toBe(true);
    npm.kill("SIGTERM");
    await once(npm, "exit");
    await expect.poll(isAllGone, { timeout: 10_000 }).toBe(true);
  });

  it("starts again on the same data in seconds, after it was killed too", async () => {
    const first = await startDemo();
    await expect.poll(isConnectUp, { timeout: 20_000 }).toBe(true);
    process.kill(readDemoPid(), "SIGKILL");
    await expect.poll(async () => (await isAppGone()) && isConnectGone(), { timeout: 10_000 }).toBe(true);
    const { npm, output } = await startDemo();
    expect(output).not.toContain("Writing the demo firm");
    expect(/\/pay\/\S+/.exec(output)?.[0]).toBe(/\/pay\/\S+/.exec(first.output)?.[0]);
    npm.kill("SIGINT");
    process.kill(readDemoPid(), "SIGINT");
    await expect.poll(isAllGone, { timeout: 10_000 }).toBe(true);
  });

  it("names a free port when its own is taken", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    const demo = spawnSync("npm", ["run", "demo"], { env: demoEnv(), encoding: "utf8" });
    other.close();
    expect(demo.status).toBe(1);
    expect(demo.stderr).toMatch(
      new RegExp(`Port ${port} is taken by another program. Start with: PORT=\\d+ npm run demo`),
    );
  });
});
