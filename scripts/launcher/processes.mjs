import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * True while a process runs. A zombie still answers signal 0 (a container's first process may never reap it),
 * so its state is read where the system shows it.
 * @param {number} pid
 */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  const stat = readStat(pid);
  return stat === null || (stat.state !== "Z" && stat.state !== "X");
}

/** What tells one process from a later one with the same number; "" where the system does not show it. */
export function processMark(pid) {
  return readStat(pid)?.startedAtTicks ?? "";
}

/** False only when the system shows that the process is another program than Postgres. */
export function mayBePostgres(pid) {
  const name = readStat(pid)?.name;
  return name === undefined || name === "postgres";
}

/** `{name, parentPid}` of a process, or null where the system does not show it. */
export function describeProcess(pid) {
  const stat = readStat(pid);
  return stat === null ? null : { name: stat.name, parentPid: stat.parentPid };
}

/**
 * Runs a program to its end.
 * @param {string} file
 * @param {string[]} args
 * @param {{user?: import("./postgres-user.mjs").DbUser, env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<{code: number, output: string, error: NodeJS.ErrnoException | null}>}
 */
export function run(file, args, { user, env } = {}) {
  return new Promise((resolve) => {
    const identity = user?.uid === undefined ? {} : { uid: user.uid, gid: user.gid };
    let output = "";
    const child = spawn(file, args, {
      ...identity,
      env: env ?? process.env,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      windowsHide: true,
    });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ code: 1, output, error }));
    // "exit", not "close": a server started by pg_ctl may keep the pipes open.
    child.once("exit", (code) => setImmediate(() => resolve({ code: code ?? 1, output: output.trim(), error: null })));
  });
}

/** @param {number} ms */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function readStat(pid) {
  if (process.platform !== "linux") return null;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const end = text.lastIndexOf(")");
    const rest = text.slice(end + 2).split(" ");
    return {
      name: text.slice(text.indexOf("(") + 1, end),
      state: rest[0],
      parentPid: Number(rest[1]),
      startedAtTicks: rest[19],
    };
  } catch {
    return null;
  }
}
