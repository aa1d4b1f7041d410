import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { prepareBinaries } from "./binaries.mjs";
import { ensureCluster, preparePlaces, readPassword, systemHomeOf } from "./cluster.mjs";
import { withLock } from "./lock.mjs";
import { choosePostgresUser } from "./postgres-user.mjs";
import { isAlive, processMark } from "./processes.mjs";
import { findRunningServer, startServer, stopServer } from "./server.mjs";

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that already runs there (another program's, or one that a
 * killed launcher left behind).
 * @param {{dataDir: string, settings?: Record<string, string>}} options `dataDir` is the folder of the database alone, e.g.
 *   `.data/postgres`; `settings` are further server settings, used only if this call starts the server
 * @returns {Promise<{url: string, startedHere: boolean, stop(): Promise<void>}>} `url` logs in as the owner of the cluster;
 *   `stop` leaves the server, and ends it unless another living program still uses it
 * @throws {import("./cannot-run-here.mjs").CannotRunHere} with one plain sentence
 */
export async function startDatabase({ dataDir, settings = {} }) {
  const user = choosePostgresUser();
  const places = preparePlaces(resolve(dataDir), user);
  const lock = join(places.dataDir, "lock");
  return withLock(lock, async () => {
    const binaries = await prepareBinaries(user, places.home);
    await ensureCluster(places, binaries);
    const password = readPassword(places);
    const running = await findRunningServer(places, password);
    const url = running ?? (await startServer(places, binaries, password, settings));
    const use = noteUse(places);
    const leave = () =>
      withLock(lock, async () => {
        rmSync(use, { force: true });
        if (countUses(places) === 0) await stopServer(places, binaries);
      });
    let left = null;
    return { url, startedHere: running === null, stop: () => (left ??= leave()) };
  });
}

/**
 * Ends the embedded database of a data folder and deletes it with all its data.
 * @param {{dataDir: string}} options
 */
export async function removeDatabase({ dataDir }) {
  const folder = resolve(dataDir);
  if (!existsSync(folder)) return;
  const systemHome = systemHomeOf(folder);
  if (existsSync(join(folder, "password"))) {
    const { places, binaries } = await openStopped(folder);
    await stopServer(places, binaries);
  }
  rmSync(folder, { recursive: true, force: true });
  rmSync(systemHome, { recursive: true, force: true });
}

async function openStopped(folder) {
  const user = choosePostgresUser();
  const places = preparePlaces(folder, user);
  return { places, binaries: await prepareBinaries(user, places.home) };
}

// Each use of the server is a file `<process number>.<random>`; whoever leaves last ends the server.
function usesFolder(places) {
  return join(places.dataDir, "used-by");
}

function noteUse(places) {
  mkdirSync(usesFolder(places), { recursive: true });
  const file = join(usesFolder(places), `${process.pid}.${randomBytes(4).toString("hex")}`);
  writeFileSync(file, processMark(process.pid));
  return file;
}

function countUses(places) {
  const folder = usesFolder(places);
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).filter((name) => {
    const pid = Number(name.split(".")[0]);
    const living = isAlive(pid) && readFileSync(join(folder, name), "utf8") === processMark(pid);
    if (!living) rmSync(join(folder, name), { force: true });
    return living;
  }).length;
}
