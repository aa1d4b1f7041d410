import { describeProcess } from "../launcher/processes.mjs";

/**
 * The life of one command: what it starts, it stops, in reverse order, whether it ends by itself, by Ctrl-C, or because the
 * program that started it has gone.
 */
const PARENT_CHECK_MS = 100;
const SHELL = /^(ba|da|a|z|k)?sh$/;
const started = [];
let ending = null;

/**
 * Starts something that must be stopped at the end. When the end comes while it is still starting, it is stopped as soon as it has.
 * @template T
 * @param {() => Promise<T> | T} begin
 * @param {(thing: T) => Promise<void>} stop
 * @returns {Promise<T>}
 */
export async function startForLife(begin, stop) {
  if (ending !== null) return new Promise(() => {});
  const starting = Promise.resolve().then(begin);
  started.push(async () => {
    const thing = await starting.catch(() => null);
    if (thing !== null) await stop(thing);
  });
  const thing = await starting;
  // The end has begun meanwhile: whatever would come next must not.
  return ending === null ? thing : new Promise(() => {});
}

/** Stops all that was started, then ends this process. */
export async function endLife(code) {
  ending ??= stopAll();
  await ending;
  process.exit(code);
}

/** True once the end has begun. */
export function isEnding() {
  return ending !== null;
}

/**
 * Runs a command's main work under these rules. An error's message is printed without its stack: it is written for the person at
 * the keyboard.
 * @param {() => Promise<number | undefined>} work its number is the exit code
 */
export async function live(work) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => void endLife(signal === "SIGINT" ? 130 : 143));
  endWithParent();
  try {
    await endLife((await work()) ?? 0);
  } catch (error) {
    if (ending === null) console.error(process.env.LOG_LEVEL === "debug" ? error : error.message);
    await endLife(1);
  }
}

async function stopAll() {
  for (let stop = started.pop(); stop !== undefined; stop = started.pop()) {
    await stop().catch((error) => console.error(error.message));
  }
}

/** npm may be killed, or its shell may not pass a signal on: then this process, or that shell, gets another parent. */
function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = describeParents();
  setInterval(() => {
    if (describeParents() !== before) void endLife(143);
  }, PARENT_CHECK_MS).unref();
}

/** Beyond a shell between npm and us, whose parent npm is, nobody's end is our business. */
function describeParents() {
  const parent = describeProcess(process.ppid);
  return SHELL.test(parent?.name ?? "") ? `${process.ppid} ${parent.parentPid}` : String(process.ppid);
}
