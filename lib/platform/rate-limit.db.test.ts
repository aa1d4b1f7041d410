import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { resetEnv } from "./env";
import { AppError } from "./errors";
import { resetLimit, takeFromLimit } from "./rate-limit";

useTestDatabase();
const holder = globalThis as typeof globalThis & { docketpayLimiters?: unknown };

function useLimits(kind: "strict" | "relaxed"): void {
  process.env.RATE_LIMITS = kind;
  forgetLimiters();
  resetEnv();
}
/** As another process would begin. */
function forgetLimiters(): void {
  delete holder.docketpayLimiters;
}

const take = (times: number, key: string) =>
  releaseTogether(times, () => takeFromLimit("sign-in-account", key).then(() => "passed"));
const passed = (answers: unknown[]) => answers.filter((answer) => answer === "passed").length;

beforeEach(() => useLimits("strict"));
afterEach(() => useLimits("relaxed"));

describe("takeFromLimit", () => {
  it("lets ten sign-ins of one address through in a quarter of an hour, also when 60 come at once", async () => {
    const answers = await take(60, "all@hartwell.example");
    expect(passed(answers)).toBe(10);
    const refused = answers.find((answer) => answer instanceof Error);
    if (!(refused instanceof AppError)) throw new Error("Nobody was refused.");
    expect(refused.code).toBe("rate_limited");
    expect(refused.retryAfterSeconds).toBeGreaterThan(890);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  it("counts over all processes, and each key for itself", async () => {
    expect(passed(await take(7, "split@hartwell.example"))).toBe(7);
    forgetLimiters();
    expect(passed(await take(7, "split@hartwell.example"))).toBe(3);
    expect(passed(await take(7, "other@hartwell.example"))).toBe(7);
  });

  it("forgets when told to", async () => {
    await take(10, "again@hartwell.example");
    await resetLimit("sign-in-account", "again@hartwell.example");
    expect(passed(await take(10, "again@hartwell.example"))).toBe(10);
  });

  it("lets a thousand times as many through when relaxed", async () => {
    useLimits("relaxed");
    expect(passed(await take(60, "relaxed@hartwell.example"))).toBe(60);
  });
});
