import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { LauncherError } from "./cannot-run-here.mjs";
import { canEnter } from "./postgres-user.mjs";
import { run } from "./processes.mjs";

export const OWNER_ROLE = "docketpay";
/** Where a root's cluster lives when the data folder itself lies where only root may go. */
const SYSTEM_HOME = "/var/lib/docketpay";
/** Kept in the cluster's own configuration file: true however the server is started. */
const CLUSTER_SETTINGS = {
  listen_addresses: "127.0.0.1",
  // A socket's path may not exceed 107 bytes, which a deep project folder does.
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  shared_buffers: "64MB",
  max_connections: "100",
};

/**
 * The folders of one embedded cluster. `home` holds the cluster, its log and perhaps a copy of the programs, and the database user
 * can enter it; `dataDir` holds what belongs to the launcher alone (lock, password).
 * @typedef {{dataDir: string, home: string, cluster: string, log: string, passwordFile: string, user: import("./postgres-user.mjs").DbUser}} Places
 */

/**
 * @param {string} dataDir
 * @param {import("./postgres-user.mjs").DbUser} user
 * @returns {Places}
 */
export function preparePlaces(dataDir, user) {
  makeFolder(dataDir);
  const home = canEnter(dataDir, user) ? dataDir : makeSystemHome(dataDir, user);
  const places = {
    dataDir,
    home,
    cluster: join(home, "cluster"),
    log: join(home, "postgres.log"),
    passwordFile: join(dataDir, "password"),
    user,
  };
  requireOwnCluster(places);
  return places;
}

/** The folder outside `dataDir` that may hold its cluster, whether or not it exists. */
export function systemHomeOf(dataDir) {
  return join(SYSTEM_HOME, createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 16));
}

/** Makes the cluster if there is none. A start that was killed half-way leaves only a draft behind. */
export async function ensureCluster(places, binaries) {
  if (existsSync(join(places.cluster, "PG_VERSION"))) return;
  const { user } = places;
  removeDrafts(places);
  const draft = `${places.cluster}.new-${randomBytes(4).toString("hex")}`;
  const password = randomBytes(24).toString("base64url");
  const pwFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(pwFile, password, { mode: 0o600 });
  if (user.uid !== undefined) for (const path of [draft, pwFile]) chownSync(path, user.uid, user.gid);

  const settings = Object.entries(CLUSTER_SETTINGS).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const outcome = await run(
    binaries.bin("initdb"),
    [
      "-D",
      draft,
      "-U",
      OWNER_ROLE,
      `--pwfile=${pwFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      ...settings,
    ],
    { user },
  );
  rmSync(pwFile, { force: true });
  if (outcome.code !== 0) {
    throw new LauncherError(
      `The built-in database could not be made in ${places.home}:\n${outcome.error?.message ?? lastLines(outcome.output, 5)}`,
    );
  }
  // The password first: a cluster without its password would be lost, a password without a cluster is overwritten.
  writeFileSync(places.passwordFile, password, { mode: 0o600 });
  renameSync(draft, places.cluster);
}

/** The initdb of a killed launcher may still be writing into its draft: what cannot be removed now is removed at a later start. */
function removeDrafts({ home, cluster }) {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith(`${basename(cluster)}.new-`))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true });
    } catch {
      // Nothing refers to it; it only takes space.
    }
  }
}

/** @param {Places} places */
export function readPassword(places) {
  try {
    return readFileSync(places.passwordFile, "utf8");
  } catch (error) {
    throw new LauncherError(
      `The password of the built-in database cannot be read (${places.passwordFile}: ${error.code}). Run as the user who made it, or start afresh: npm run demo -- --reset`,
      { cause: error },
    );
  }
}

export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}

function makeFolder(folder) {
  try {
    // Open to pass through, so that the user whom root becomes can reach the cluster; the cluster itself is 0700.
    if (mkdirSync(folder, { recursive: true, mode: 0o755 }) !== undefined) chmodSync(folder, 0o755);
  } catch (error) {
    throw new LauncherError(
      `The folder ${folder} cannot be made (${error.code}). Set DATA_DIR to a folder that you may write.`,
      { cause: error },
    );
  }
}

function makeSystemHome(dataDir, user) {
  const home = systemHomeOf(dataDir);
  makeFolder(home);
  if (!canEnter(home, user))
    throw new LauncherError(
      `The user ${user.name}, whom the database runs as, can reach neither ${dataDir} nor ${home}. Set DATA_DIR to a folder that everyone may enter.`,
    );
  return home;
}

/** A first run as root leaves folders that an ordinary user cannot use later: say whose they are instead of "permission denied". */
function requireOwnCluster(places) {
  if (process.platform === "win32") return;
  const own = process.getuid();
  const folderOwner = statSync(places.dataDir).uid;
  if (own !== 0 && folderOwner !== own) throw otherOwner(places.dataDir, folderOwner);
  if (!existsSync(places.cluster)) return;
  const clusterOwner = statSync(places.cluster).uid;
  if (clusterOwner !== (places.user.uid ?? own)) throw otherOwner(places.cluster, clusterOwner);
}

function otherOwner(path, uid) {
  return new LauncherError(
    `The database folder ${path} belongs to another user (number ${uid}), who made it in an earlier run. Run as that user, delete the folder, or set DATA_DIR to another one.`,
  );
}
