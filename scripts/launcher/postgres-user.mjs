import { readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, resolve } from "node:path";
import { CannotRunHere } from "./cannot-run-here.mjs";

/**
 * Whom Postgres runs as. `uid` is undefined when it is simply the present user.
 * @typedef {{uid: number | undefined, gid: number | undefined, name: string}} DbUser
 */

const CAPABILITY_BITS = { CAP_CHOWN: 0n, CAP_SETGID: 6n, CAP_SETUID: 7n };

/**
 * Postgres refuses to run as root, so root becomes `postgres` where that account exists, else `nobody`.
 * @returns {DbUser}
 */
export function choosePostgresUser() {
  if (process.platform === "win32") return { uid: undefined, gid: undefined, name: "the present user" };
  if (process.getuid() !== 0) return { uid: undefined, gid: undefined, name: requireAccountName() };
  requireCapabilities();
  const account = findAccount("postgres") ?? findAccount("nobody");
  if (account === null) {
    throw new CannotRunHere(
      "Postgres refuses to run as root, and this machine has neither an account postgres nor nobody to run it as.",
    );
  }
  return account;
}

/**
 * Whether `user` may pass through every folder above and including `folder`.
 * @param {string} folder an existing folder
 * @param {DbUser} user
 */
export function canEnter(folder, user) {
  if (user.uid === undefined) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    if ((mode & passBit(user, uid, gid)) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/** Which of a folder's three rights to pass is this user's. */
function passBit(user, ownerUid, groupGid) {
  if (ownerUid === user.uid) return 0o100;
  return groupGid === user.gid ? 0o010 : 0o001;
}

function requireAccountName() {
  try {
    return userInfo().username;
  } catch {
    throw new CannotRunHere(
      `The present user (number ${process.getuid()}) has no entry in the system's list of accounts, which Postgres demands.`,
    );
  }
}

/** Containers may take these rights even from root; Postgres would then fail with a far less clear word. */
function requireCapabilities() {
  const held = readHeldCapabilities();
  if (held === null) return;
  const missing = Object.entries(CAPABILITY_BITS)
    .filter(([, bit]) => ((held >> bit) & 1n) === 0n)
    .map(([name]) => name);
  if (missing.length > 0) {
    throw new CannotRunHere(
      `Postgres refuses to run as root, and this root may not become another user (missing: ${missing.join(", ")}).`,
    );
  }
}

function readHeldCapabilities() {
  try {
    const hex = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    return hex === undefined ? null : BigInt(`0x${hex}`);
  } catch {
    return null;
  }
}

function findAccount(name) {
  try {
    const line = readFileSync("/etc/passwd", "utf8")
      .split("\n")
      .find((entry) => entry.startsWith(`${name}:`));
    const fields = line?.split(":");
    if (fields === undefined || Number(fields[2]) === 0) return null;
    return { uid: Number(fields[2]), gid: Number(fields[3]), name };
  } catch {
    return null;
  }
}
