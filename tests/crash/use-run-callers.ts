import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { TestDatabase } from "@/tests/support/test-database";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export type RunCallers = {
  /** A process that calls the job once at that instant. */
  start(firmId: string, instant: Date): ChildProcess;
  /** By kill -9; waits until it is gone. */
  kill(caller: ChildProcess): Promise<void>;
};

/**
 * Processes of their own that call a job upon the test's database. What still runs after the tests is killed.
 * @param script what such a process runs, from the root
 * @param instead files of `without/` that it loads in place of the program's
 */
export function useRunCallers(database: TestDatabase, script: string, instead: readonly string[] = []): RunCallers {
  const alive = new Set<ChildProcess>();
  const kill = async (caller: ChildProcess) => {
    alive.delete(caller);
    if (caller.exitCode !== null || caller.signalCode !== null) return;
    const gone = once(caller, "exit");
    caller.kill("SIGKILL");
    await gone;
  };
  afterAll(async () => {
    await Promise.all([...alive].map(kill));
  });
  return {
    start(firmId, instant) {
      const hooks = instead.length > 0 ? ["--import", "./tests/crash/without/register.mjs"] : [];
      const args = ["--import", "tsx", ...hooks, script, firmId, instant.toISOString()];
      const caller = spawn(process.execPath, args, {
        cwd: ROOT,
        env: {
          ...{ ...process.env, DATABASE_URL: database.url, LOG_LEVEL: "fatal", DATABASE_POOL_MAX: "5" },
          CRASH_WITHOUT: instead.join(","),
        },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      alive.add(caller);
      return caller;
    },
    kill,
  };
}
