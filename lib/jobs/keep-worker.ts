import { log } from "@/lib/platform/log";
import type { Worker } from "./runner";
import { startWorker } from "./runner";

const RETRY_MS = 5_000;

export type KeptWorker = {
  /** Stops for good, also while it waits for the database. */
  stop(): Promise<void>;
};

/** Keeps one worker running: tries again while the database is not there yet, and after the worker has given up on a lost one. */
export function keepWorker(start: () => Promise<Worker> = startWorker, retryMs: number = RETRY_MS): KeptWorker {
  const stopped = new AbortController();
  let worker: Worker | null = null;
  const running = (async () => {
    while (!stopped.signal.aborted) {
      try {
        worker = await start();
        log().info("worker started");
        if (!stopped.signal.aborted) await worker.ended;
        await worker.stop();
      } catch (error) {
        log().error({ err: error }, "the worker did not start");
      }
      worker = null;
      if (!stopped.signal.aborted) await pause(retryMs, stopped.signal);
    }
  })();
  return {
    stop: async () => {
      stopped.abort();
      await worker?.stop();
      await running;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
