import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { RunningApp } from "../../scripts/runner/app.mjs";
import { startAppServer } from "../support/app-server";
import { ask } from "../support/ask";

const VIEWS_PER_MINUTE = 60;

describe("an address that guesses tokens", () => {
  let app: RunningApp | null = null;
  beforeAll(async () => {
    app = await startAppServer({ DATABASE_URL: inject("stillDatabaseUrl"), RATE_LIMITS: "strict", WORKER: "off" });
  });
  afterAll(() => app?.stop());

  it("is told to wait once it is above the limit, for tokens that exist and others alike, whoever it says it is", async () => {
    const origin = app?.url ?? "";
    for (let view = 0; view < VIEWS_PER_MINUTE; view += 1) await ask(`/pay/guess-${view}`, { origin });
    const names: Record<string, string>[] = [
      {},
      { "x-forwarded-for": "192.0.2.7" },
      { "x-docketpay-peer": "192.0.2.8" },
    ];
    for (const path of [inject("openPayLinkPath"), "/pay/guess", "/receipt/guess"]) {
      for (const headers of names) {
        const { status, headers: answered, body } = await ask(path, { origin, headers });
        expect([path, status]).toEqual([path, 429]);
        expect(Number(answered["retry-after"])).toBeGreaterThan(0);
        expect(Number(answered["retry-after"])).toBeLessThanOrEqual(60);
        expect([path, answered["cache-control"]]).toEqual([path, expect.stringContaining("no-store")]);
        expect(body).toContain("Too many visits from here");
        expect(body).not.toContain("Hartwell");
      }
    }
    expect(app?.logs()).not.toMatch(/Error:|"level":50/);
  });
});
