import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { startWorker, type Worker } from "./runner";

const holder = globalThis as typeof globalThis & { docketpayWorker?: Promise<Worker> };

/**
 * For the app's own process: reads the settings, so that a wrong one stops the start with its list, and with WORKER=inprocess starts
 * the worker, once however often Next loads this file.
 */
export async function startServerParts(): Promise<void> {
  const { WORKER, DATABASE_URL } = readSettingsOrExit();
  if (WORKER !== "inprocess" || !DATABASE_URL || holder.docketpayWorker) return;
  holder.docketpayWorker = startWorker();
  try {
    const worker = await holder.docketpayWorker;
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void worker.stop());
    log().info("worker started in this process");
  } catch (error) {
    // Pages still work without it; mails and due work wait. Readiness and the log tell.
    holder.docketpayWorker = undefined;
    log().error({ err: error }, "the worker did not start");
  }
}

function readSettingsOrExit(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
