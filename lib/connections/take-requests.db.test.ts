import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { databasePool } from "@/db/client";
import { resetEnv } from "@/lib/platform/env";
import { endNews } from "@/lib/platform/news";
import {
  callRaw,
  HANDSHAKE,
  makeItem,
  makeSystem,
  startPortalSide,
  startServiceSide,
  waitFor,
} from "@/tests/support/connect-bench";
import { POSTING_FILE, SEARCH, useConnectLine } from "@/tests/support/connect-line";
import { useTestDatabase } from "@/tests/support/test-database";
import { callMatterSystem, matterSystemOf } from "./call-matter-system";
import { createConnection } from "./create-connection";
import { revokeConnection } from "./revoke-connection";

const database = useTestDatabase();
const own = useConnectLine();

/** A matter system that counts what it is asked, with each batch delivered once. */
function countingSystem() {
  const seen = { searches: 0, deliveries: [] as string[], files: new Set<string>() };
  const system = makeSystem({
    searchInvoices: async () => {
      seen.searches += 1;
      return { items: [makeItem()], nextCursor: null };
    },
    deliverBatch: async ({ batchId }) => {
      const isRepeat = seen.files.has(batchId);
      seen.files.add(batchId);
      seen.deliveries.push(batchId);
      return { kind: "delivered", isRepeat, place: "/drop/a.txt" };
    },
  });
  return { seen, system };
}

/** Does a thing to the first call that fits, and to no other. */
function once(path: string, what: "drop" | "lose", fits: (body: string) => boolean = () => true) {
  let isDone = false;
  own.portal.intercept = (asked, body) => {
    if (isDone || !asked.endsWith(path) || !fits(body)) return null;
    isDone = true;
    return what;
  };
  return () => isDone;
}

describe("the line", () => {
  it("gives a request out again whose answer to the service was lost", async () => {
    const { seen, system } = countingSystem();
    const { id } = await own.connect({ system });
    // The question that is held now brings the first; the next one's answer breaks off on its way.
    const isLost = once("/requests", "lose");
    await matterSystemOf(own.ctx, id).searchInvoices(SEARCH);
    await Promise.all([
      matterSystemOf(own.ctx, id).searchInvoices(SEARCH),
      matterSystemOf(own.ctx, id).deliverBatch(POSTING_FILE),
    ]);
    expect(isLost()).toBe(true);
    expect([...seen.files]).toEqual(["pbt_1"]);
  });

  it("asks again for an answer that was lost before it came in, and takes it once when lost after", async () => {
    const { seen, system } = countingSystem();
    const { id } = await own.connect({ system });
    for (const what of ["drop", "lose"] as const) {
      const isDone = once("/answers", what);
      expect(await matterSystemOf(own.ctx, id).searchInvoices(SEARCH)).toMatchObject({ items: [makeItem()] });
      await waitFor("the repeat", isDone);
    }
    expect(seen.searches).toBe(2);
  });

  it("is safe when the same request is given out twice", async () => {
    const { seen, system } = countingSystem();
    const { id } = await own.connect({ system });
    await database.asOwner(
      `insert into connection_requests (firm_id, id, connection_id, operation, input, created_at, expires_at)
       values ($1, 'crq_twice', $2, 'deliver-batch', $3, now(), now() + interval '1 minute')`,
      [own.ctx.firmId, id, JSON.stringify(POSTING_FILE)],
    );
    await waitFor("both deliveries", async () => {
      await database.asOwner("update connection_requests set status = 'waiting'");
      await databasePool().query("select pg_notify('docketpay_news', $1)", [`requests:${id}`]);
      return seen.deliveries.length >= 2;
    });
    expect(seen.files.size).toBe(1);
    await database.asOwner("delete from connection_requests");
  });

  it("comes back after the portal was restarted, and what was asked meanwhile is answered", async () => {
    const { id, line } = await own.connect();
    const port = Number(new URL(own.portal.url).port);
    await own.portal.stop();
    await waitFor("the loss", () => line.words.some((words) => words.startsWith("No line to the portal")));
    const asking = matterSystemOf(own.ctx, id).searchInvoices(SEARCH);
    await sleep(300);
    own.portal = await startPortalSide(port);
    expect(await asking).toMatchObject({ nextCursor: null });
    const told = line.words.filter((words) => words.startsWith("Connected"));
    expect(told).toHaveLength(2);
    expect(line.words.filter((words) => words.startsWith("No line")).length).toBeLessThanOrEqual(2);
  });

  it("answers while news are not heard, and hears them again", async () => {
    const { id } = await own.connect();
    await matterSystemOf(own.ctx, id).searchInvoices(SEARCH);
    for (let round = 0; round < 3; round += 1) {
      const listening = "application_name = 'docketpay news' and datname = current_database()";
      await database.asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where ${listening}`);
      expect(await matterSystemOf(own.ctx, id).searchInvoices(SEARCH)).toMatchObject({ nextCursor: null });
    }
  });

  it("answers while nothing can be heard at all", async () => {
    const { id } = await own.connect();
    const { DATABASE_URL } = process.env;
    // Whoever wants to listen from now on dials a port where nobody is; the pool has its connections.
    process.env.DATABASE_URL = "postgres://127.0.0.1:1/nobody";
    resetEnv();
    try {
      const listening =
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'docketpay news'";
      await database.asOwner(`${listening} and datname = current_database()`);
      for (let round = 0; round < 2; round += 1)
        expect(await matterSystemOf(own.ctx, id).searchInvoices(SEARCH)).toMatchObject({ nextCursor: null });
    } finally {
      process.env.DATABASE_URL = DATABASE_URL;
      resetEnv();
    }
  });

  it("asks rarely when there is nothing to do, and one connection of the database listens for all", async () => {
    const questions = () => own.portal.calls.filter(({ path }) => path.endsWith("/requests")).length;
    const before = questions();
    await Promise.all(Array.from({ length: 12 }, () => own.connect()));
    await waitFor("the questions", () => questions() === before + 12);
    await sleep(1_500);
    expect(questions()).toBe(before + 12);
    const listening = await database.asOwner<{ n: string }>(
      "select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'docketpay news'",
    );
    expect(Number(listening[0]?.n)).toBe(1);
  });

  it("is another installation's at once when the first one stops, and only later when it is cut off", async () => {
    const { key, line } = await own.connect();
    await line.stop();
    const second = startServiceSide(own.portal.url, key, { instance: "instance-of-tests-2" });
    own.lines.push(second);
    await waitFor("the second", () => second.isConnected());
    const third = startServiceSide(own.portal.url, key, { instance: "instance-of-tests-3" });
    own.lines.push(third);
    await waitFor("the refusal", () => third.words.some((words) => words.includes("Another installation")));
    expect([second.isConnected(), third.isConnected()]).toEqual([true, false]);
  });

  it("tells a revoked service so once, and is left alone by it", async () => {
    const { id, line } = await own.connect();
    await revokeConnection(own.ctx, { connectionId: id });
    own.portal.cut();
    await waitFor("the words", () => line.words.some((words) => words.includes("was revoked")));
    const before = own.portal.calls.length;
    await sleep(1_500);
    expect(own.portal.calls.length - before).toBe(0);
    expect(line.words.filter((words) => words.includes("was revoked"))).toHaveLength(1);
    await expect(matterSystemOf(own.ctx, id).describe()).rejects.toMatchObject({ code: "not_found" });
  });

  it("says slow for what was taken and not answered in time, and takes the late answer quietly", async () => {
    let finish = () => undefined as undefined;
    const held = new Promise<void>((resolve) => {
      finish = () => resolve() as undefined;
    });
    const system = makeSystem({
      deliverBatch: async () => {
        await held;
        return { kind: "delivered", isRepeat: false, place: "" };
      },
    });
    const { id } = await own.connect({ system });
    await expect(callMatterSystem(own.ctx, id, "deliver-batch", POSTING_FILE, 0.4)).rejects.toMatchObject({
      code: "upstream_unavailable",
      reason: "connector_slow",
    });
    finish();
    await waitFor("the late answer", async () => (await statuses()).includes("answered"));
    await database.asOwner("delete from connection_requests");
  });

  it("says down for what nobody took, and withdraws it", async () => {
    const { id, line } = await own.connect();
    await line.stop();
    await expect(callMatterSystem(own.ctx, id, "deliver-batch", POSTING_FILE, 0.4)).rejects.toMatchObject({
      reason: "connector_down",
    });
    expect(await statuses()).toEqual([]);
  });

  it("carries answers of 9 MB, and says in words when one is longer than 10", async () => {
    const { id } = await own.connect({
      system: makeSystem({
        listLedgerCodes: async () => Array.from({ length: 9_000 }, (_, n) => code(n, 950)),
        listTransactionTypes: async () => Array.from({ length: 10_000 }, (_, n) => code(n, 1_100)),
      }),
    });
    expect(await matterSystemOf(own.ctx, id).listLedgerCodes()).toHaveLength(9_000);
    await expect(matterSystemOf(own.ctx, id).listTransactionTypes()).rejects.toMatchObject({
      reason: "connector_failed",
      userMessage: expect.stringContaining("longer than 10 MB"),
    });
  });

  it("does not believe an answer of another shape", async () => {
    const { id } = await own.connect({
      system: makeSystem({ listBankAccounts: async () => [{ code: 1 }] as never }),
    });
    await expect(matterSystemOf(own.ctx, id).listBankAccounts()).rejects.toMatchObject({
      reason: "connector_failed",
      userMessage: expect.stringContaining("cannot be read"),
    });
  });

  it("lets the newest question of a service stand, and says so to the older one", async () => {
    const { key } = await createConnection(own.ctx, { name: "3E", system: "threeE" });
    await callRaw(own.portal.url, key, "handshake", JSON.stringify(HANDSHAKE));
    const ask = (holdSeconds: number) =>
      callRaw(own.portal.url, key, "requests", JSON.stringify({ ...ASK, holdSeconds }));
    const older = ask(20);
    await sleep(150);
    expect(await ask(0.1)).toMatchObject({ status: 200, body: { requests: [] } });
    expect(await older).toMatchObject({ status: 409, code: "line_taken_over" });
  });

  it("lets go of held questions when the portal ends", async () => {
    const { key } = await createConnection(own.ctx, { name: "3E", system: "threeE" });
    await callRaw(own.portal.url, key, "handshake", JSON.stringify(HANDSHAKE));
    const held = callRaw(own.portal.url, key, "requests", JSON.stringify({ ...ASK, holdSeconds: 20 }));
    await sleep(300);
    const startedAt = performance.now();
    await endNews();
    expect(await held).toMatchObject({ status: 503, code: "portal_ending" });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

const ASK = { instance: HANDSHAKE.instance, atWork: [], limit: 5 };

function code(n: number, length: number) {
  return { code: `C${n}`, name: "a".repeat(length), isTrust: false };
}

async function statuses(): Promise<string[]> {
  const rows = await database.asOwner<{ status: string }>("select status from connection_requests");
  return rows.map(({ status }) => status);
}
