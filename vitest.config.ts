import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const TEST_FILES = "**/*.test.{ts,tsx}";
const DATABASE_FILES = "**/*.db.test.{ts,tsx}";
// Tests that start a browser.
const BROWSER_FILES = `tests/support/**/browser/${TEST_FILES}`;
const NEVER = ["**/node_modules/**", ".next/**", ".data/**"];

// Tests never reach a real service, whatever the developer's shell has set.
const env = {
  LOG_LEVEL: "silent",
  RATE_LIMITS: "relaxed",
  APP_URL: "",
  DATABASE_URL: "",
  RESEND_API_KEY: "",
  RESEND_BASE_URL: "",
  SMTP_URL: "",
  STRIPE_SECRET_KEY: "",
  STRIPE_API_BASE: "",
  RECAPTCHA_SITE_KEY: "",
  RECAPTCHA_SECRET: "",
  RECAPTCHA_API_BASE: "",
  TRUSTED_PROXIES: "",
  SANDBOX_FAULTS: "",
};

const shared = { env, setupFiles: ["tests/support/console-guard.ts"], restoreMocks: true };

/** Tests of the built app, which each such project starts for itself, upon a database of its own. */
function onBuiltApp(name: string, include: string[]) {
  return {
    extends: true as const,
    test: {
      ...shared,
      name,
      include,
      exclude: NEVER,
      globalSetup: ["tests/support/journey-app.ts"],
      pool: "forks" as const,
      // One browser and one app at a time: two of each would only slow each other down.
      fileParallelism: false,
      testTimeout: 120_000,
      hookTimeout: 180_000,
      // What is looked for again until it is there may take its time on a busy machine, as it may for the browser's own waits.
      expect: { poll: { timeout: 30_000 } },
    },
  };
}

export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  oxc: { jsx: { runtime: "automatic" } },
  test: {
    // Vitest keeps one core free; a machine of two would run one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: [
            "app",
            "components",
            "connect",
            "db",
            "emails",
            "lib",
            "scripts",
            "tests/architecture",
            "tests/properties",
            "tests/support",
          ].map((folder) => `${folder}/${TEST_FILES}`),
          exclude: [...NEVER, DATABASE_FILES, BROWSER_FILES],
          // Pure tests leave nothing behind: reading every module once for all of them is two fifths of the work.
          isolate: false,
          // A limit against tests that hang, far above what any takes: a busy machine must not turn one red.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: [DATABASE_FILES, `tests/contracts/${TEST_FILES}`],
          exclude: [...NEVER, "tests/journeys/**"],
          globalSetup: ["tests/support/template-database.ts"],
          // One process per file: the pool lives on globalThis.
          pool: "forks",
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "crash",
          include: [`tests/crash/${TEST_FILES}`],
          exclude: NEVER,
          globalSetup: ["tests/support/template-database.ts"],
          pool: "forks",
          // Each run starts dozens of processes and kills them; on a busy machine that takes a while.
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      onBuiltApp("journeys", [`tests/journeys/${TEST_FILES}`, BROWSER_FILES]),
      // What every page, address and action must keep.
      onBuiltApp(
        "pages",
        ["walls", "looks"].map((folder) => `tests/${folder}/${TEST_FILES}`),
      ),
    ],
  },
});
