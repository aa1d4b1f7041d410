import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { RunningApp } from "../../scripts/runner/app.mjs";
import { startAppServer } from "../support/app-server";
import { ask } from "../support/ask";

const VIEWS_PER_MINUTE = 60;
const LOOK_UPS = 20;

let app: RunningApp | null = null;
beforeAll(async () => {
  app = await startAppServer({ DATABASE_URL: inject("stillDatabaseUrl"), RATE_LIMITS: "strict", WORKER: "off" });
});
afterAll(() => app?.stop());

describe("an address that tries out invoice numbers", () => {
  it("is told to wait, whatever it types", async () => {
    const origin = app?.url ?? "";
    const path = "/pages/hartwell/invoices";
    const page = await ask(path, { origin });
    const hidden = [...page.body.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
    async function lookUp(invoiceNumber: string): Promise<string> {
      const form = new FormData();
      for (const [, name = "", value = ""] of hidden) form.set(name, value.replaceAll("&quot;", '"'));
      form.set("invoiceNumber", invoiceNumber);
      const response = await fetch(`${origin}${path}`, { method: "POST", headers: { origin }, body: form });
      return response.text();
    }
    const heard: string[] = [];
    for (let tries = 0; tries <= LOOK_UPS; tries += 1) heard.push(await lookUp(String(204_000 + tries)));
    const isStopped = heard.map((body) => body.includes("<b>Nothing was charged. There were too many tries"));
    expect(isStopped.indexOf(true)).toBe(LOOK_UPS);
    expect(heard.join("")).not.toContain('type="checkbox"');
  });
});

describe("an address that guesses tokens", () => {
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
