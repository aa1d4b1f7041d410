import { describe, expect, it } from "vitest";
import { callPortal } from "@/connect/call-portal";
import { readPortalAddress } from "@/connect/portal-address";
import { matterSystemOf } from "@/lib/connections/call-matter-system";
import { createConnection } from "@/lib/connections/create-connection";
import { systemClock } from "@/lib/platform/clock";
import { resetEnv } from "@/lib/platform/env";
import { randomIds } from "@/lib/platform/ids";
import { takeFromLimit } from "@/lib/platform/rate-limit";
import { HANDSHAKE, makeItem, makeSystem } from "@/tests/support/connect-bench";
import { POSTING_FILE, SEARCH, useConnectLine } from "@/tests/support/connect-line";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const own = useConnectLine();

/** More than a service waits by itself after a first loss (half a second). */
const RETRY_AFTER_SECONDS = 1;
/** Timers of Node may fire a millisecond early. */
const TIMER_MS = 5;

/** Refuses the next calls of a name as the portal does above its limit. Answers when each came, the refused and those after them. */
function limitNext(times: Partial<Record<"answers" | "requests" | "handshake", number>>) {
  const cameAtMs = { answers: [] as number[], requests: [] as number[], handshake: [] as number[] };
  own.portal.intercept = (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (name !== "answers" && name !== "requests" && name !== "handshake") return null;
    cameAtMs[name].push(performance.now());
    if (cameAtMs[name].length > (times[name] ?? 0)) return null;
    const problem = { type: "about:blank", title: "Too many calls", status: 429, code: "rate_limited", detail: "" };
    return Response.json(problem, { status: 429, headers: { "Retry-After": String(RETRY_AFTER_SECONDS) } });
  };
  return cameAtMs;
}

/** Each came at least as long after the one before as that was told to wait. */
function expectWaited(cameAtMs: readonly (number | undefined)[]): void {
  for (const [n, at] of cameAtMs.entries())
    if (n > 0) expect((at ?? 0) - (cameAtMs[n - 1] ?? 0)).toBeGreaterThanOrEqual(RETRY_AFTER_SECONDS * 1000 - TIMER_MS);
}

function countingSystem() {
  const seen = { searches: 0, deliveries: 0 };
  const system = makeSystem({
    searchInvoices: async () => {
      seen.searches += 1;
      return { items: [makeItem()], nextCursor: null };
    },
    deliverBatch: async () => {
      seen.deliveries += 1;
      return { kind: "delivered", isRepeat: false, place: "/drop/a.txt" };
    },
  });
  return { seen, system };
}

describe("a connection above its limit of calls", () => {
  it("is told when to come back, and another one is not held up", async () => {
    const busy = await createConnection(own.ctx, { name: "Busy", system: "threeE" });
    const other = await createConnection(own.ctx, { name: "Other", system: "threeE" });
    const globals = globalThis as { docketpayLimiters?: unknown };
    const shakeHands = (key: string) =>
      callPortal(
        { portal: readPortalAddress(own.portal.url, key), clock: systemClock, ids: randomIds },
        { name: "handshake", json: JSON.stringify(HANDSHAKE), timeoutMs: 20_000 },
      );
    process.env.RATE_LIMITS = "strict";
    resetEnv();
    globals.docketpayLimiters = undefined;
    try {
      for (let calls = 0; calls < 3_000; calls += 1) await takeFromLimit("connect-call", busy.id);
      const refused = await shakeHands(busy.key);
      expect(refused).toMatchObject({ kind: "unreachable", words: "Too many calls" });
      const seconds = refused.kind === "unreachable" ? refused.retryAfterSeconds : null;
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(60);
      expect((await shakeHands(other.key)).kind).toBe("ok");
    } finally {
      process.env.RATE_LIMITS = "relaxed";
      resetEnv();
      globals.docketpayLimiters = undefined;
    }
  });

  it("keeps its answer as long as it is asked to wait, and whoever asked gets it", async () => {
    const { seen, system } = countingSystem();
    const { id } = await own.connect({ system });
    const cameAtMs = limitNext({ answers: 2 });
    const [page, delivered] = await Promise.all([
      matterSystemOf(own.ctx, id).searchInvoices(SEARCH),
      matterSystemOf(own.ctx, id).deliverBatch(POSTING_FILE),
    ]);
    expect(page).toMatchObject({ items: [makeItem()] });
    expect(delivered).toMatchObject({ kind: "delivered" });
    expect(seen).toEqual({ searches: 1, deliveries: 1 });
    expect(cameAtMs.answers).toHaveLength(4);
    // Both answers were refused once; each came again a second later.
    expectWaited([cameAtMs.answers[0], cameAtMs.answers[2]]);
    expectWaited([cameAtMs.answers[1], cameAtMs.answers[3]]);
  });

  it("dials again when its time has come, and what was asked meanwhile is answered once", async () => {
    const { seen, system } = countingSystem();
    const { id, line } = await own.connect({ system });
    const cameAtMs = limitNext({ requests: 1, handshake: 1 });
    // The question that is held may still bring it; then the next one is refused.
    await matterSystemOf(own.ctx, id).searchInvoices(SEARCH);
    const [page, delivered] = await Promise.all([
      matterSystemOf(own.ctx, id).searchInvoices(SEARCH),
      matterSystemOf(own.ctx, id).deliverBatch(POSTING_FILE),
    ]);
    expect(page).toMatchObject({ items: [makeItem()] });
    expect(delivered).toMatchObject({ kind: "delivered", isRepeat: false });
    expect(seen).toEqual({ searches: 2, deliveries: 1 });
    expectWaited([cameAtMs.requests[0], ...cameAtMs.handshake]);
    expect(cameAtMs.handshake).toHaveLength(2);
    expect(line.words.filter((words) => words.startsWith("Connected"))).toHaveLength(2);
    expect(await database.asOwner("select 1 from connection_requests")).toHaveLength(0);
  });
});
