import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateDatabase } from "@/db/migrate";
import { seedDemo } from "@/db/seed/demo";
import { systemClock } from "@/lib/platform/clock";
import { startApp } from "../../runner/app.mjs";
import { ensureBuilt } from "../../runner/build.mjs";
import { startForLife } from "../../runner/lifetime.mjs";
import { findFreePort } from "../../runner/ports.mjs";

/** Never a real service, whatever the shell has set. Limits are relaxed: one address sends all the load. */
const SETTINGS = {
  DEV_TOOLS: "1",
  RATE_LIMITS: "relaxed",
  LOG_LEVEL: "warn",
  APP_URL: "",
  RESEND_API_KEY: "",
  SMTP_URL: "",
  SANDBOX_FAULTS: "",
  TRUSTED_PROXIES: "",
};

/** A process under measure: the address it answers on, and the first of its processes. It is stopped with the bench, or before. */
export type BenchApp = { url: string; pid: number; stop(): Promise<void> };

/** Builds our app if its sources have changed. @throws Error with the build's own output */
export async function buildBenchApp(): Promise<void> {
  const { code, output } = await ensureBuilt({ onBuild: () => console.info("Building the app.") });
  if (code !== 0) throw new Error(`The app could not be built:\n${output.trim()}`);
}

/** Builds it and seeds the demo firms into an empty database. */
export async function prepareBenchApp(databaseUrl: string): Promise<void> {
  await buildBenchApp();
  await migrateDatabase(databaseUrl);
  await seedDemo(databaseUrl, { now: systemClock.now() });
}

/** Starts it as in production, on a database that is prepared. */
export async function startBenchApp(databaseUrl: string, worker: "inprocess" | "off"): Promise<BenchApp> {
  const port = await findFreePort();
  const env = {
    ...SETTINGS,
    WORKER: worker,
    DATA_DIR: mkdtempSync(join(tmpdir(), "bench-data-")),
    DATABASE_URL: databaseUrl,
  };
  const app = await startForLife(
    () => startApp({ port, host: "127.0.0.1", env }),
    (running) => running.stop(),
  );
  return { url: app.url, pid: app.pid ?? 0, stop: app.stop };
}

const API_KEY = "dp_demo_hartwell";

/** What another program sends to make a link of $1,250.00 without mailing it. */
export const CREATE_LINK = {
  method: "POST",
  headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
  body: JSON.stringify({ account: "Operating", amountCents: 125_000, invoiceNumber: "204118", send: false }),
};
