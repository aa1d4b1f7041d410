import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readEnv } from "./env";

const SECRETS = {
  AUTH_SECRET: "an-auth-secret-of-enough-length",
  ENCRYPTION_KEY: "an-encryption-key-of-32-characters-or-more",
  CRON_SECRET: "a-cron-secret",
};
const production = { NODE_ENV: "production", ...SECRETS };

describe("readEnv", () => {
  it("needs nothing for the demo", () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, DATABASE_POOL_MAX: 10, RATE_LIMITS: "strict", DEV_TOOLS: false });
    expect(readEnv({ NODE_ENV: "production", DEV_TOOLS: "1" })).toMatchObject({ DEV_TOOLS: true });
  });

  it("takes an empty setting for none", () => {
    expect(readEnv({ PORT: "", LOG_LEVEL: "" })).toMatchObject({ PORT: 3000, LOG_LEVEL: "info" });
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "three"],
    ["DATABASE_POOL_MAX", "0"],
    ["AUTH_SECRET", "short"],
    ["ENCRYPTION_KEY", "shorter than 32 characters"],
    ["RATE_LIMITS", "none"],
    ["DEV_TOOLS", "yes"],
  ])("names the wrong setting: %s=%s", (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^These settings are wrong:\\n {2}${name}: `));
  });

  it("starts in production with secrets of its own, and with each one missing says which", () => {
    expect(readEnv(production)).toMatchObject({ NODE_ENV: "production" });
    for (const name of Object.keys(SECRETS)) {
      const { [name as keyof typeof SECRETS]: _left, ...rest } = SECRETS;
      expect(() => readEnv({ NODE_ENV: "production", ...rest })).toThrow(
        `cannot start in production:\n  ${name} is missing`,
      );
    }
    expect(() => readEnv({ ...production, TEST_CLOCK: "1" })).toThrow("TEST_CLOCK must not be set");
    const open = { ...production, STRIPE_API_BASE: "http://127.0.0.1:12111" };
    expect(() => readEnv(open)).toThrow("STRIPE_API_BASE must begin with https:");
    expect(() => readEnv({ ...production, STRIPE_API_BASE: "nonsense" })).toThrow("STRIPE_API_BASE");
  });

  it("lists all that is missing at once, and shows no secret", () => {
    const listOf = () => readEnv({ NODE_ENV: "production", AUTH_SECRET: "demo-only-auth-secret-change-me-0123456789" });
    expect(listOf).toThrow(/AUTH_SECRET.*ENCRYPTION_KEY.*CRON_SECRET/s);
    expect(listOf).not.toThrow("change-me");
  });

  it("reads X from the file that X_FILE names, without the line's end", () => {
    const folder = mkdtempSync(join(tmpdir(), "docketpay-env-"));
    try {
      const file = join(folder, "auth-secret");
      writeFileSync(file, "a-secret-that-lies-in-a-file\n");
      expect(readEnv({ AUTH_SECRET_FILE: file, AUTH_SECRET: "another-secret-beside-it" }).AUTH_SECRET).toBe(
        "a-secret-that-lies-in-a-file",
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    expect(() => readEnv({ AUTH_SECRET_FILE: join(folder, "gone") })).toThrow("ENOENT");
  });
});
