import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeDatabase, startDatabase } from "./start-database.mjs";

const LAUNCHER = fileURLToPath(new URL("./start-database.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "docketpay-launcher-"));
// Else the user whom root becomes could not reach it, and the cluster would live elsewhere.
chmodSync(folder, 0o755);
const dataDir = join(folder, "postgres");

/** Another program that starts the database, says so, and then lives until it is killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const code = `const { startDatabase } = await import(${JSON.stringify(LAUNCHER)});
    await startDatabase({ dataDir: ${JSON.stringify(dataDir)} }); console.log("ready"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  if (child.stdout) await once(child.stdout, "data");
  return child;
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function readServerPid(): number {
  return Number(readFileSync(join(dataDir, "cluster/postmaster.pid"), "utf8").split("\n")[0]);
}

const isServerGone = () => !existsSync(join(dataDir, "cluster/postmaster.pid"));

// Needs a machine on which the built-in database runs; with DATABASE_URL set the whole run may be on one where it does not.
describe.skipIf(process.env.TEST_SERVER_KIND === "given")("startDatabase", () => {
  beforeAll(async () => {
    const server = await startDatabase({ dataDir });
    await query(server.url, "create table kept (id int); insert into kept values (7);");
    await server.stop();
  });
  afterAll(async () => {
    await removeDatabase({ dataDir });
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps its data, listens on loopback only and guards its password", async () => {
    const server = await startDatabase({ dataDir });
    expect(server.startedHere).toBe(true);
    expect(await query(server.url, "select id from kept")).toEqual([{ id: 7 }]);
    expect(
      await query(
        server.url,
        "select name, setting from pg_settings where name in ('listen_addresses', 'jit', 'TimeZone') order by lower(name)",
      ),
    ).toEqual([
      { name: "jit", setting: "off" },
      { name: "listen_addresses", setting: "127.0.0.1" },
      { name: "TimeZone", setting: "UTC" },
    ]);
    expect(statSync(join(dataDir, "password")).mode & 0o777).toBe(0o600);
    await expect(query(server.url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
      "password authentication failed",
    );
    await server.stop();
    expect(isServerGone()).toBe(true);
  });

  it("serves two starts at once with one server, which ends with the last user", async () => {
    const [other, here] = await Promise.all([startElsewhere(), startDatabase({ dataDir })]);
    await here.stop();
    expect(isServerGone()).toBe(false);
    other.kill("SIGKILL");
    await once(other, "exit");
    const last = await startDatabase({ dataDir });
    expect(last.startedHere).toBe(false);
    await last.stop();
    expect(isServerGone()).toBe(true);
  });

  it("starts again after the server was killed, with every committed row", async () => {
    const other = await startElsewhere();
    const pid = readServerPid();
    process.kill(pid, "SIGKILL");
    const server = await startDatabase({ dataDir });
    expect(server.startedHere).toBe(true);
    expect(readServerPid()).not.toBe(pid);
    expect(await query(server.url, "select id from kept")).toEqual([{ id: 7 }]);
    other.kill("SIGKILL");
    await once(other, "exit");
    await server.stop();
    expect(isServerGone()).toBe(true);
  });

  it("takes over from a start that was killed while it held the lock", async () => {
    const starting = startElsewhere();
    const here = await startDatabase({ dataDir });
    (await starting).kill("SIGKILL");
    await here.stop();
    const again = await startDatabase({ dataDir });
    expect(await query(again.url, "select id from kept")).toEqual([{ id: 7 }]);
    await again.stop();
  });
});
