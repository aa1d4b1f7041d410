import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { isAlive, pause, processMark } from "./processes.mjs";

// Some shared and foreign file systems.
const NO_HARD_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);
const BREAK_STALE_AFTER_MS = 5_000;

/**
 * Runs `work` while this process alone holds `path`. A lock whose holder has died is taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {{waitMs?: number, onWait?: () => void}} [options]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { waitMs = 180_000, onWait } = {}) {
  const deadline = Date.now() + waitMs;
  let told = false;
  while (!tryLock(path)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${findHolder(path)?.pid ?? "unknown"} has held ${path} for too long. Stop it, or delete that file if no such process runs.`,
      );
    }
    if (!told) onWait?.();
    told = true;
    await pause(50);
  }
  try {
    return await work();
  } finally {
    unlock(path);
  }
}

/**
 * Takes the lock if it is free. The file appears whole (hard link), so nobody ever reads half of it.
 * @param {string} path
 * @param {Record<string, unknown>} [details] shown to whoever asks `findHolder`
 */
export function tryLock(path, details = {}) {
  if (create(path, details)) return true;
  if (findHolder(path) !== null || !breakStale(path)) return false;
  return create(path, details);
}

/** The living holder of a lock: `{pid, ...details}`, or null. */
export function findHolder(path) {
  const holder = read(path);
  if (holder === null || !isAlive(holder.pid)) return null;
  return holder.mark === processMark(holder.pid) ? holder : null;
}

/** Gives back a lock of this process; anyone else's stays. */
export function unlock(path) {
  if (read(path)?.pid === process.pid) rmSync(path, { force: true });
}

function create(path, details) {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, JSON.stringify({ ...details, pid: process.pid, mark: processMark(process.pid) }), {
    mode: 0o644,
  });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    if (NO_HARD_LINKS.has(error.code)) return createInPlace(path, readFileSync(draft));
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function createInPlace(path, content) {
  try {
    writeFileSync(path, content, { flag: "wx", mode: 0o644 });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Only one process at a time may judge and remove a stale lock, else a second one could remove the first one's new lock. */
function breakStale(path) {
  const breaker = `${path}.break`;
  try {
    mkdirSync(breaker);
  } catch {
    forgetOldBreaker(breaker);
    return false;
  }
  try {
    if (findHolder(path) === null) rmSync(path, { force: true });
    return true;
  } finally {
    rmdirSync(breaker);
  }
}

function forgetOldBreaker(breaker) {
  try {
    if (Date.now() - statSync(breaker).mtimeMs > BREAK_STALE_AFTER_MS) rmdirSync(breaker);
  } catch {
    // Its owner removed it in the meantime.
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
