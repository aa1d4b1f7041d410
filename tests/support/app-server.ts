import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningApp, startApp } from "../../scripts/runner/app.mjs";
import { isBuilt } from "../../scripts/runner/build.mjs";
import { findFreePort } from "../../scripts/runner/ports.mjs";

/**
 * Starts the built app on a free port, as the demo runs it, and waits until it answers.
 * @param env laid over the demo's settings; `DATABASE_URL` is required
 * @param onOutput is given what the app prints, as it comes
 * @throws Error when the build is not that of the present sources
 */
export async function startAppServer(
  env: Record<string, string> & { DATABASE_URL: string },
  onOutput?: (text: string) => void,
): Promise<RunningApp> {
  if (!isBuilt()) throw new Error("The build is older than the sources. Run: npm test -- --only build");
  const port = await findFreePort();
  const dataDir = mkdtempSync(join(tmpdir(), "docketpay-app-"));
  const app = await startApp({
    port,
    host: "127.0.0.1",
    env: { ...DEMO_SETTINGS, DATA_DIR: dataDir, ...env },
    onOutput,
  });
  return {
    ...app,
    stop: async () => {
      await app.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

// Never a real service, whatever the developer's shell has set.
const DEMO_SETTINGS = {
  DEV_TOOLS: "1",
  TEST_CLOCK: "1",
  RATE_LIMITS: "relaxed",
  WORKER: "inprocess",
  LOG_LEVEL: "warn",
  APP_URL: "",
  RESEND_API_KEY: "",
  SMTP_URL: "",
  STRIPE_SECRET_KEY: "",
  STRIPE_API_BASE: "",
  RECAPTCHA_SITE_KEY: "",
  RECAPTCHA_SECRET: "",
  RECAPTCHA_API_BASE: "",
  SANDBOX_FAULTS: "",
};
