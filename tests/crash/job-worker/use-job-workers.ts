import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { TestDatabase } from "@/tests/support/test-database";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export type JobWorkers = {
  start(): ChildProcess;
  /** By kill -9; waits until it is gone. */
  kill(worker: ChildProcess): Promise<void>;
};

/** Workers in processes of their own upon the test's database. What still runs after the tests is killed. */
export function useJobWorkers(database: TestDatabase): JobWorkers {
  const alive = new Set<ChildProcess>();
  const kill = async (worker: ChildProcess) => {
    alive.delete(worker);
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const gone = once(worker, "exit");
    worker.kill("SIGKILL");
    await gone;
  };
  afterAll(async () => {
    await Promise.all([...alive].map(kill));
  });
  return {
    start() {
      const worker = spawn(process.execPath, ["--import", "tsx", "tests/crash/job-worker/work-jobs.ts"], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: database.url, LOG_LEVEL: "error", DATABASE_POOL_MAX: "5" },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      alive.add(worker);
      return worker;
    },
    kill,
  };
}
