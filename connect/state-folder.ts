import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Clock, systemClock } from "@/lib/platform/clock";
import { randomIds } from "@/lib/platform/ids";

const TOUCH_EVERY_MS = 10_000;
const DEAD_AFTER_MS = 60_000;

export type StateFolder = {
  path: string;
  /** Names this installation, the same after a restart. It stands for the journal in this folder. */
  instance: string;
  /** Lets another process have it. */
  leave(): void;
};

/**
 * Takes the folder that remembers what was delivered, for one process at a time: two with one journal would deliver a file twice.
 * @throws Error in words when another process has it, or it cannot be written
 */
export function takeStateFolder(path: string, clock: Clock = systemClock): StateFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = join(path, "in-use");
  takeLock(lock, clock);
  const timer = setInterval(() => touch(lock, clock), TOUCH_EVERY_MS);
  timer.unref();
  return {
    path,
    instance: readInstance(path),
    leave: () => {
      clearInterval(timer);
      rmSync(lock, { force: true });
    },
  };
}

/** Where it is written down what was delivered. */
export function journalFolderOf(stateFolder: string): string {
  return join(stateFolder, "journal");
}

/** The name of the installation, without taking the folder; made when there is none yet. @throws Error when it cannot be written */
export function readInstance(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const file = join(path, "instance");
  try {
    writeFileSync(file, randomIds.token(), { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
  const instance = readFileSync(file, "utf8").trim();
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(instance))
    throw new Error(`${file} is damaged. Delete it: the service then counts as a new installation.`);
  return instance;
}

function takeLock(lock: string, clock: Clock): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
      if (attempt > 3 || isHeld(lock, clock))
        throw new Error(`Another Connect service runs with this state folder (${lock}). Stop it first.`);
      rmSync(lock, { force: true });
    }
  }
}

/** A process that was killed leaves its lock; the number of a dead one may meanwhile be another program's. */
function isHeld(lock: string, clock: Clock): boolean {
  try {
    const isOld = clock.now().getTime() - statSync(lock).mtimeMs > DEAD_AFTER_MS;
    const pid = Number(readFileSync(lock, "utf8"));
    return !isOld && pid !== process.pid && isAlive(pid);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

function touch(lock: string, clock: Clock): void {
  try {
    utimesSync(lock, clock.now(), clock.now());
  } catch {
    // Gone with its folder; the next write there says so.
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
