import { chownSync, closeSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { LauncherError } from "./cannot-run-here.mjs";
import { lastLines, OWNER_ROLE } from "./cluster.mjs";
import { isAlive, mayBePostgres, pause, run } from "./processes.mjs";

export const DATABASE_NAME = "docketpay";
const DYING_SERVER_MS = 30_000;
const START_SECONDS = 60;
// Postgres says the first while children of a killed server still hold its memory, the second while its lock file stands.
const STILL_DYING = /still in use|already exists/;
const NO_SUCH_DATABASE = "3D000";
const DUPLICATE_DATABASE = "42P04";

/**
 * The address of the server that runs on this cluster, after a real login, or null when none runs. Waits out a server that is
 * starting or stopping.
 * @param {import("./cluster.mjs").Places} places
 * @param {string} password
 * @returns {Promise<string | null>}
 */
export async function findRunningServer(places, password) {
  const deadline = Date.now() + DYING_SERVER_MS;
  for (;;) {
    const { pid, port } = readPidFile(places);
    if (pid === null || !isAlive(pid) || !mayBePostgres(pid)) return null;
    const url = databaseUrl(port, password);
    const failure = port === null ? "starting" : await tryLogin(url);
    if (failure === null) return url;
    if (Date.now() > deadline) {
      throw new LauncherError(
        `Process ${pid} runs on the database folder ${places.cluster} but does not let us in (${failure}). Stop it and start again.`,
      );
    }
    await pause(100);
  }
}

/**
 * Starts the server on a free loopback port and makes sure that our database exists.
 * @param {import("./cluster.mjs").Places} places
 * @param {Record<string, string>} settings further server settings, e.g. `{fsync: "off"}`
 * @returns {Promise<string>} its address
 */
export async function startServer(places, binaries, password, settings) {
  const deadline = Date.now() + DYING_SERVER_MS;
  for (;;) {
    removeDeadPidFile(places);
    const port = await findFreePort();
    const failure = await tryStart(places, binaries, port, settings);
    if (failure === null) {
      const url = databaseUrl(port, password);
      await ensureDatabase(url);
      return url;
    }
    if (!STILL_DYING.test(failure) || Date.now() > deadline) {
      throw new LauncherError(`The built-in database did not start. Its log, ${places.log}, ends with:\n${failure}`);
    }
    await pause(200);
  }
}

/** Ends the server and waits until it is gone. */
export async function stopServer(places, binaries) {
  const { pid } = readPidFile(places);
  if (pid === null || !isAlive(pid)) return;
  for (const mode of ["fast", "immediate"]) {
    const outcome = await run(binaries.bin("pg_ctl"), ["-D", places.cluster, "-m", mode, "-w", "-t", "20", "stop"], {
      user: places.user,
    });
    if (outcome.code === 0 || !isAlive(pid)) return;
  }
}

async function tryStart(places, binaries, port, settings) {
  const { user } = places;
  const options = [
    "-p",
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ].join(" ");
  prepareLog(places);
  const outcome = await run(
    binaries.bin("pg_ctl"),
    ["-D", places.cluster, "-l", places.log, "-w", "-t", String(START_SECONDS), "-o", options, "start"],
    { user },
  );
  if (outcome.code === 0) return null;
  return outcome.error?.message ?? `${outcome.output}\n${lastLines(readFileSync(places.log, "utf8"), 5)}`;
}

/** Begun anew at each start, or it would grow for ever. */
function prepareLog({ log, user }) {
  rmSync(log, { force: true });
  closeSync(openSync(log, "w", 0o600));
  if (user.uid !== undefined) chownSync(log, user.uid, user.gid);
}

/** Postgres itself takes a zombie, or after a restart of the machine another program with the old number, for a living server. */
function removeDeadPidFile(places) {
  const { pid } = readPidFile(places);
  if (pid !== null && (!isAlive(pid) || !mayBePostgres(pid)))
    rmSync(join(places.cluster, "postmaster.pid"), { force: true });
}

function readPidFile(places) {
  try {
    const lines = readFileSync(join(places.cluster, "postmaster.pid"), "utf8").split("\n");
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return { pid: pid > 0 ? pid : null, port: port > 0 ? port : null };
  } catch {
    return { pid: null, port: null };
  }
}

function databaseUrl(port, password) {
  return `postgres://${OWNER_ROLE}:${password}@127.0.0.1:${port}/${DATABASE_NAME}`;
}

async function tryLogin(url) {
  try {
    await ensureDatabase(url);
    return null;
  } catch (error) {
    return error.message;
  }
}

async function ensureDatabase(url) {
  const code = await query(url, "select 1").catch((error) => {
    if (error.code === NO_SUCH_DATABASE) return NO_SUCH_DATABASE;
    throw error;
  });
  if (code !== NO_SUCH_DATABASE) return;
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  await query(maintenance.href, `create database ${DATABASE_NAME}`).catch((error) => {
    if (error.code !== DUPLICATE_DATABASE) throw error;
  });
}

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
