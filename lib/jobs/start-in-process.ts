import { startGuard } from "@/lib/installation/start-guard";
import { appUrl, env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { endNews } from "@/lib/platform/news";
import { type KeptWorker, keepWorker } from "./keep-worker";

const holder = globalThis as typeof globalThis & { docketpayWorker?: KeptWorker };

/**
 * For the app's own process: reads the settings, so that a wrong one stops the start with its list, watches whether the database was
 * restored, and with WORKER=inprocess keeps a worker running, one however often Next loads this file. Pages do not wait for it.
 */
export function startServerParts(): void {
  const { WORKER, DATABASE_URL, APP_URL, NODE_ENV, DEV_TOOLS } = readSettingsOrExit();
  if (NODE_ENV === "production" && !DEV_TOOLS && APP_URL === "")
    log().warn(`APP_URL is not set: mails carry ${appUrl()}. Set it to the address that clients open.`);
  startGuard();
  // A held question of a Connect service would hold up the end of the process.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void endNews());
  if (WORKER !== "inprocess" || !DATABASE_URL || holder.docketpayWorker) return;
  const worker = keepWorker();
  holder.docketpayWorker = worker;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void worker.stop());
}

function readSettingsOrExit(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
