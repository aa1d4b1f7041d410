import { spawn } from "node:child_process";
import { startForLife } from "./lifetime.mjs";
import { ROOT } from "./project.mjs";

const GRACE_MS = 5_000;
const LEASH_FD = 3;
const KEPT_LOG_CHARS = 200_000;

/**
 * A running child with all its descendants.
 * @typedef {{pid: number | undefined, exited: Promise<number>, logs(): string, stop(): Promise<void>}} Child
 */

/**
 * Starts a Node script in a process group of its own, so that Ctrl-C reaches only us and we decide the order of the end.
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, leash?: boolean, onOutput?: (text: string) => void}} [options] `leash`: the child notices
 *   when we are gone (see exit-with-parent.mjs)
 * @returns {Child}
 */
export function spawnNode(args, { env = process.env, leash = false, onOutput } = {}) {
  const preload = leash ? ["--import", new URL("./exit-with-parent.mjs", import.meta.url).href] : [];
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: ROOT,
    env: leash ? { ...env, DOCKETPAY_LEASH_FD: String(LEASH_FD) } : env,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", ...(leash ? ["pipe"] : [])],
    windowsHide: true,
  });
  child.stdio[LEASH_FD]?.on("error", () => undefined);
  let logs = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => {
      logs = (logs + text).slice(-KEPT_LOG_CHARS);
      onOutput?.(text);
    });
  }
  const exited = new Promise((resolve) => {
    child.once("error", (error) => {
      logs += error.message;
      resolve(1);
    });
    child.once("close", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
  return { pid: child.pid, exited, logs: () => logs, stop: () => stopGroup(child, exited) };
}

/**
 * Runs a Node script to its end; it is stopped with us.
 * @returns {Promise<{code: number, output: string}>}
 */
export async function runNode(args, options = {}) {
  const child = await startForLife(
    () => spawnNode(args, options),
    (running) => running.stop(),
  );
  const code = await child.exited;
  return { code, output: child.logs() };
}

/** Runs a script of the project that is written in TypeScript. */
export function runTypeScript(script, options = {}) {
  return runNode(["--import", "tsx", script], options);
}

async function stopGroup(child, exited) {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
  await exited;
  clearTimeout(timer);
  // Descendants that outlived the child itself.
  signalGroup(child, "SIGKILL");
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-child.pid, signal);
  } catch {
    // Already gone.
  }
}
