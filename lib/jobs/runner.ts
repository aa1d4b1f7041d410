import { Logger, type ParsedCronItem, parseCronItems, run, type TaskList } from "graphile-worker";
import { Pool } from "pg";
import { systemClock } from "@/lib/platform/clock";
import { countUp } from "@/lib/platform/counters";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { EFFECTS } from "./effects";
import { CRON_JOBS, type DueWork, UPKEEP_JOBS } from "./registry";
import { runDueWork } from "./run-due-work";

const CONCURRENCY = 4;
/** Nobody waits before a screen for it, and a worker that gives up on a slow server leaves the end of a done job unwritten. */
const CONNECT_WITHIN_MS = 30_000;
/** How long a job in hand may still run after the process was asked to stop. */
const STOP_WITHIN_MS = 8_000;

export type Worker = {
  /** Takes no more jobs, waits for those in hand, closes its connections. Safe to call twice. */
  stop(): Promise<void>;
  /** Settles when it stopped, by our wish or because it gave up on the database. Never rejects. */
  ended: Promise<void>;
};

/**
 * Starts taking jobs and calling due work. Any number of workers share one database. Reads the queue as the owner of its tables;
 * the jobs themselves work as the app role, like everything else.
 * @throws Error when the database cannot be reached or was never migrated
 */
export async function startWorker(): Promise<Worker> {
  const pool = new Pool({
    connectionString: env().DATABASE_URL,
    max: CONCURRENCY,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
  });
  // A connection that dies is replaced by the pool; without listeners it would end the process.
  // The error carries the whole client; its message is what helps.
  pool.on("error", (error) => log().warn({ reason: error.message }, "worker connection lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  const runner = await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    pollInterval: 1_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: STOP_WITHIN_MS,
    taskList: taskList(),
    parsedCronItems: cronItems(),
    logger: workerLogger(),
  });
  let stopping: Promise<void> | null = null;
  const stop = async () => {
    // It rejects when the runner has ended before.
    await runner.stop().catch((error: unknown) => log().debug({ err: error }, "worker was not running"));
    await ended;
    await pool.end();
  };
  const ended = runner.promise.catch((error: unknown) => log().error({ err: error }, "worker ended"));
  return {
    ended,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

const DUE_WORK: [string, DueWork][] = [...Object.entries(CRON_JOBS), ...Object.entries(UPKEEP_JOBS)];

function taskList(): TaskList {
  const tasks: TaskList = {};
  for (const [name, work] of Object.entries(EFFECTS)) {
    tasks[name] = async (payload) => {
      await work(payload);
      countUp("jobs", { task: name });
    };
  }
  for (const [name, work] of DUE_WORK) {
    tasks[taskOf(name)] = async () => {
      await runDueWork(name, work, systemClock);
    };
  }
  return tasks;
}

function cronItems(): ParsedCronItem[] {
  return parseCronItems(
    DUE_WORK.map(([name, work]) => ({
      task: taskOf(name),
      match: work.schedule,
      identifier: name,
      options: {
        // Late is as good as on time and twice is once, so nothing is made up for, and a slow run is followed by one other, not by ten.
        backfillPeriod: 0,
        maxAttempts: 1,
        jobKey: taskOf(name),
        jobKeyMode: "preserve_run_at",
        queueName: taskOf(name),
      },
    })),
  );
}

function taskOf(name: string): string {
  return `due:${name}`;
}

const LEVELS = { error: "error", warning: "warn", info: "debug", debug: "debug" } as const;

function workerLogger(): Logger {
  return new Logger(
    (scope) => (level, message) => log()[LEVELS[level]]({ job: scope.taskIdentifier, jobId: scope.jobId }, message),
  );
}
