import { readFileSync } from "node:fs";
import { z } from "zod";

/**
 * Every setting of the program, read once, the only place that sees `process.env`. A name `X_FILE` gives X from a file (Docker
 * secrets). Demo values work as they are; in production a missing or demo secret stops the start with one readable list.
 */
const DEMO_AUTH_SECRET = "demo-only-auth-secret-change-me-0123456789";
const DEMO_ENCRYPTION_KEY = "ZGVtby1vbmx5LWVuY3J5cHRpb24ta2V5LTMyYnl0ZXM=";
const DEMO_CRON_SECRET = "demo-only-cron-secret";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

const Settings = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  DATABASE_URL: z.string().default(""),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(200).default(10),
  DATA_DIR: z.string().default(".data"),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default(""),
  APP_URL: z.string().default(""),
  AUTH_SECRET: z.string().min(16).default(DEMO_AUTH_SECRET),
  ENCRYPTION_KEY: z.string().min(32).default(DEMO_ENCRYPTION_KEY),
  ENCRYPTION_KEY_PREVIOUS: z.string().default(""),
  CRON_SECRET: z.string().min(8).default(DEMO_CRON_SECRET),
  WORKER: z.enum(["inprocess", "off"]).default("inprocess"),
  RATE_LIMITS: z.enum(["strict", "relaxed"]).default("strict"),
  RESEND_API_KEY: z.string().default(""),
  RESEND_BASE_URL: z.string().default(""),
  RESEND_WEBHOOK_SECRET: z.string().default(""),
  SMTP_URL: z.string().default(""),
  MAIL_FROM: z.string().default("Docketpay <payments@docketpay.example>"),
  STRIPE_SECRET_KEY: z.string().default(""),
  STRIPE_PUBLISHABLE_KEY: z.string().default(""),
  STRIPE_WEBHOOK_SECRET: z.string().default(""),
  STRIPE_API_BASE: z.union([z.literal(""), z.url()]).default(""),
  RECAPTCHA_SITE_KEY: z.string().default(""),
  RECAPTCHA_SECRET: z.string().default(""),
  RECAPTCHA_API_BASE: z.union([z.literal(""), z.url()]).default(""),
  TRUSTED_PROXIES: z.string().default(""),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  DEV_TOOLS: flag,
  TEST_CLOCK: flag,
  /** Made anew by each start, so that it knows its own app. */
  START_ID: z.string().default(""),
  SANDBOX_FAULTS: z.string().default(""),
});

export type Env = z.infer<typeof Settings>;

let cached: Env | null = null;

/** The settings. Read on first use, never at module top level, so that a build needs none of them. */
export function env(): Env {
  cached ??= readEnv(variables());
  return cached;
}

/** Forgets what was read; only tests that change the settings need it. */
export function resetEnv(): void {
  cached = null;
}

/** @throws Error with one line per wrong setting */
export function readEnv(source: Record<string, string | undefined>): Env {
  const parsed = Settings.safeParse(withFiles(source));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`These settings are wrong:\n${lines.join("\n")}`);
  }
  const problems = productionProblems(parsed.data);
  if (problems.length > 0)
    throw new Error(`Docketpay cannot start in production:\n${problems.map((line) => `  ${line}`).join("\n")}`);
  return parsed.data;
}

function withFiles(source: Record<string, string | undefined>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of Object.keys(Settings.shape)) {
    const file = source[`${name}_FILE`];
    const value = file ? readFileSync(file, "utf8").trim() : source[name];
    if (value !== undefined && value !== "") out[name] = value;
  }
  return out;
}

/**
 * A setting of the Connect service, DOCKETPAY_CONNECT_<name>, or from the file that the name with _FILE names; empty when not set. The
 * service runs without the portal's settings; its list is connect/config.ts.
 */
export function connectSetting(name: string): string {
  const variable = `DOCKETPAY_CONNECT_${name}`;
  const file = variables()[`${variable}_FILE`];
  return file ? readFileSync(file, "utf8").trim() : (variables()[variable] ?? "");
}

function variables(): Record<string, string | undefined> {
  return process.env;
}

/** What makes a production start unsafe. With DEV_TOOLS=1 (the demo) the demo secrets are allowed. */
function productionProblems(settings: Env): string[] {
  if (settings.NODE_ENV !== "production" || settings.DEV_TOOLS) return [];
  const make = "make one with: openssl rand -base64 32";
  return [
    settings.AUTH_SECRET === DEMO_AUTH_SECRET && `AUTH_SECRET is missing or the demo one; ${make}`,
    settings.ENCRYPTION_KEY === DEMO_ENCRYPTION_KEY && `ENCRYPTION_KEY is missing or the demo one; ${make}`,
    settings.CRON_SECRET === DEMO_CRON_SECRET && `CRON_SECRET is missing or the demo one; ${make}`,
    settings.STRIPE_API_BASE.startsWith("http:") &&
      "STRIPE_API_BASE must begin with https:; leave it out to use Stripe itself",
    settings.RECAPTCHA_API_BASE.startsWith("http:") &&
      "RECAPTCHA_API_BASE must begin with https:; leave it out to use Google itself",
    (settings.RECAPTCHA_SITE_KEY === "") !== (settings.RECAPTCHA_SECRET === "") &&
      "RECAPTCHA_SITE_KEY and RECAPTCHA_SECRET belong together; set both or neither",
    settings.TEST_CLOCK && "TEST_CLOCK must not be set in production",
  ].filter((line): line is string => typeof line === "string");
}

/** The address that mails and links carry, without a slash at the end. */
export function appUrl(): string {
  const settings = env();
  return (settings.APP_URL || `http://127.0.0.1:${settings.PORT}`).replace(/\/$/, "");
}
