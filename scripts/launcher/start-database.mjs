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
    enterName(places);
    const leave = () =>
      withLock(lock, async () => {
        removeName(places);
        if (countNames(places) === 0) await stopServer(places, binaries);
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

// Each program that uses the server leaves a file named by its process number; the last one to leave ends the server.
function namesFolder(places) {
  return join(places.dataDir, "used-by");
}

function enterName(places) {
  mkdirSync(namesFolder(places), { recursive: true });
  writeFileSync(join(namesFolder(places), String(process.pid)), processMark(process.pid));
}

function removeName(places) {
  rmSync(join(namesFolder(places), String(process.pid)), { force: true });
}

function countNames(places) {
  const folder = namesFolder(places);
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).filter((name) => {
    const pid = Number(name);
    const living = isAlive(pid) && readFileSync(join(folder, name), "utf8") === processMark(pid);
    if (!living) rmSync(join(folder, name), { force: true });
    return living;
  }).length;
}
