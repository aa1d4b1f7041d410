import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { closeDatabase } from "@/db/client";
import { listBreaks } from "@/lib/comparisons/queries";
import { reconcileFirm } from "@/lib/comparisons/reconcile-firm";
import { closeSandboxPool } from "@/lib/gateways/adapters/sandbox/store";
import { env, resetEnv } from "@/lib/platform/env";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { clockAfter, HOUR_MS, MINUTE_MS, payAs, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { countAnswers, releaseTogether } from "@/tests/support/release-together";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import { databaseUrlOf, runOnServer } from "@/tests/support/test-server";
import { checkInstallation } from "./check-installation";
import { freezeInstallation, unfreezeInstallation } from "./freeze-installation";
import { keepWitnessesIn } from "./internal/witness";
import { findInstallation } from "./queries";

// A restore is made for real: a copy of the database as it was, in which the gateway's own books, which lie elsewhere, go on.

const test = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "docketpay-witness-"));
const made: string[] = [];
let firm: TestFirm;
let firms = 0;

beforeEach(async () => {
  firms += 1;
  firm = await makeTestFirm(`frm_restore${firms}`);
});
afterEach(() => use(test.url));
afterAll(async () => {
  keepWitnessesIn(null);
  rmSync(folder, { recursive: true, force: true });
  await use(test.url);
  for (const name of made) await runOnServer(inject("testServerUrl"), `drop database if exists ${name} with (force)`);
});

/** Points the program at another database, as a new start would. */
async function use(url: string): Promise<void> {
  await closeDatabase();
  await closeSandboxPool();
  process.env.DATABASE_URL = url;
  resetEnv();
}

/** A copy under another name, as a dump that was read into a new database. */
async function copyDatabase(): Promise<string> {
  await use(test.url);
  const name = `docketpay_restored_${firms}_${made.length}_${process.pid}`;
  made.push(name);
  const old = new URL(test.url).pathname.slice(1);
  await runOnServer(
    inject("testServerUrl"),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${old}'`,
  );
  await runOnServer(inject("testServerUrl"), `create database ${name} template ${old}`);
  return databaseUrlOf(inject("testServerUrl"), name);
}

type Json = Record<string, unknown>;
const LEDGERS = ["charges", "refunds"] as const;

async function ask<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The gateway is another company: whatever becomes of our database, its books stay as they are. */
async function carryGatewayOver(fromUrl: string, toUrl: string): Promise<void> {
  const held: { table: string; rows: Json[] }[] = [];
  for (const table of LEDGERS) {
    const rows = await ask<{ row: Json }>(fromUrl, `select to_jsonb(t) as row from sandbox.${table} t`);
    held.push({ table, rows: rows.map(({ row }) => row) });
  }
  await ask(toUrl, "delete from sandbox.refunds");
  await ask(toUrl, "delete from sandbox.charges");
  for (const { table, rows } of held)
    await ask(
      toUrl,
      `insert into sandbox.${table} select * from jsonb_populate_recordset(null::sandbox.${table}, $1)`,
      [JSON.stringify(rows)],
    );
  await ask(toUrl, "select setval(pg_get_serial_sequence('sandbox.charges', 'seq'), max(seq)) from sandbox.charges");
}

async function makeLinks(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push((await firm.makeLink({ send: false }, clockAfter(0))).id);
  return ids;
}
async function payAll(linkIds: readonly string[]): Promise<void> {
  for (const id of linkIds)
    expect(await payAs(firm, id, { clock: clockAfter(MINUTE_MS) })).toMatchObject({ kind: "approved" });
}
async function chargesOf(): Promise<number> {
  const [row] = await ask<{ n: string }>(
    env().DATABASE_URL,
    "select count(*) as n from sandbox.charges where firm_id = $1",
    [firm.firmId],
  );
  return Number(row?.n);
}
const later = (ms: number) => clockAfter(2 * HOUR_MS + ms);
const payTogether = (ids: readonly string[]) =>
  releaseTogether(ids.length, (index) => payAs(firm, ids[index] ?? "", { clock: later(0) })).then(countAnswers);

/** Frozen before anybody looked; imported by the reconciler; let go only after that; and then nobody is charged again. */
async function expectSafeReturn(paidSince: readonly string[], open: readonly string[]): Promise<void> {
  expect(await payTogether(paidSince)).toEqual({ "money_frozen money_frozen": paidSince.length });
  expect(await checkInstallation(later(0))).toBe("restored");
  expect(await findInstallation()).toMatchObject({ frozenReason: "restored", restoredAt: later(0).now() });
  const before = await chargesOf();
  expect(await payTogether([...paidSince, ...open])).toEqual({
    "money_frozen money_frozen": paidSince.length + open.length,
  });
  expect(await unfreezeInstallation("test", {}, later(0))).toMatchObject({ kind: "refused" });
  expect(await reconcileFirm(firm.ctxAt(later(MINUTE_MS)))).toMatchObject({ failed: 0 });
  const staff = staffCtx(firm, ["settings.manage"]);
  expect((await listBreaks(staff, { isOpen: true, limit: 9 })).rows).toEqual([]);
  expect((await listBreaks(staff, { isOpen: false, limit: 9 })).total).toBe(paidSince.length);
  for (const one of await ask<{ firm_id: string }>(env().DATABASE_URL, "select firm_id from firms"))
    if (one.firm_id !== firm.firmId) await reconcileFirm({ ...firm.ctxAt(later(MINUTE_MS)), firmId: one.firm_id });
  expect(await unfreezeInstallation("test", {}, later(2 * MINUTE_MS))).toEqual({ kind: "unfrozen" });
  expect(await payTogether(paidSince)).toEqual({ "refused link_paid": paidSince.length });
  expect(await chargesOf()).toBe(before);
  expect(await payTogether(open)).toEqual({ approved: open.length });
  const [twice] = await ask<{ n: string }>(
    env().DATABASE_URL,
    `select count(*) as n from (select regexp_replace(idempotency_key, ':[0-9]+$', '') from sandbox.charges
       where firm_id = $1 and decline_code = '' group by 1 having count(*) > 1) d`,
    [firm.firmId],
  );
  expect(Number(twice?.n)).toBe(0);
}

describe("the first look at a new database", () => {
  it("remembers it and freezes nothing, and a later one neither", async () => {
    await test.asOwner("delete from installation");
    const both = await releaseTogether(4, () => checkInstallation());
    expect(both).toEqual(["same", "same", "same", "same"]);
    const first = await findInstallation();
    expect(first).toMatchObject({ epoch: 0, frozenAt: null, identity: first?.foundIdentity });
    expect(first?.identity).toMatch(/^\d+\/\d+\/[0-9A-F]{8}$/);
    await payAll(await makeLinks(2));
    expect(await checkInstallation()).toBe("same");
    expect((await findInstallation())?.mark).toBeGreaterThan(first?.mark ?? 0);
  });
});

describe("a stop of all money", () => {
  it("refuses charges and refunds of every firm at once, and lets them go on afterwards", async () => {
    const [paid = "", open = ""] = await makeLinks(2);
    const result = await payAs(firm, paid);
    const paymentId = result.kind === "approved" ? result.paymentId : "";
    const refund = () =>
      refundPayment(staffCtx(firm, ["payments.refund"], { clock: clockAfter(MINUTE_MS) }), {
        paymentId,
        amountCents: 100,
        reason: "",
        requestKey: "frozen-refund",
      });
    expect(await freezeInstallation("test")).toBe(true);
    expect(await freezeInstallation("test")).toBe(false);
    expect(await refusalOf(payAs(firm, open))).toMatchObject({ code: "money_frozen" });
    expect(await refusalOf(refund())).toMatchObject({ code: "money_frozen" });
    expect(await unfreezeInstallation("test")).toEqual({ kind: "unfrozen" });
    expect(await payAs(firm, open)).toMatchObject({ kind: "approved" });
    expect(await refund()).toMatchObject({ kind: "refunded" });
  });
});

describe("a dump that is read into a new database", () => {
  it("moves no money until the 20 charges since then are imported, and charges nobody twice", async () => {
    await checkInstallation(clockAfter(0));
    await payAll(await makeLinks(20));
    const since = await makeLinks(20);
    const open = await makeLinks(5);
    const restored = await copyDatabase();
    await payAll(since);
    await carryGatewayOver(test.url, restored);
    await use(restored);
    await expectSafeReturn(since, open);
    await expectBooksToAgree({ url: restored, asOwner: (sql, values) => ask(restored, sql, values) });
  }, 180_000);

  it("a lost refund is found at the gateway and booked again, to the cent", async () => {
    await checkInstallation(clockAfter(0));
    const [link = ""] = await makeLinks(1);
    const result = await payAs(firm, link);
    const restored = await copyDatabase();
    await refundPayment(staffCtx(firm, ["payments.refund"], { clock: clockAfter(MINUTE_MS) }), {
      paymentId: result.kind === "approved" ? result.paymentId : "",
      amountCents: 60_000,
      reason: "",
      requestKey: "lost-refund",
    });
    await carryGatewayOver(test.url, restored);
    await use(restored);
    await checkInstallation(later(0));
    for (const { firm_id } of await ask<{ firm_id: string }>(restored, "select firm_id from firms"))
      await reconcileFirm({ ...firm.ctxAt(later(MINUTE_MS)), firmId: firm_id });
    const booked = await ask(
      restored,
      `select status, refunded_cents::int as refunded from payments where firm_id = '${firm.firmId}' and refunded_cents > 0`,
    );
    expect(booked).toEqual([{ status: "partially_refunded", refunded: 60_000 }]);
    const { rows } = await listBreaks(staffCtx(firm, ["settings.manage"]), { isOpen: true, limit: 9 });
    expect(rows).toEqual([]);
    expect(await unfreezeInstallation("test", {}, later(MINUTE_MS))).toEqual({ kind: "unfrozen" });
  }, 60_000);
});

describe("a copy of the files, put back in place", () => {
  it("is the same database, but behind its witness: it stands still as well", async () => {
    keepWitnessesIn(folder);
    await checkInstallation(clockAfter(0));
    await payAll(await makeLinks(20));
    const since = await makeLinks(20);
    const open = await makeLinks(5);
    await checkInstallation(clockAfter(0));
    const [at] = await test.asOwner<{ mark: number }>("select mark::int as mark from installation");
    const before = await takeSnapshot();
    await payAll(since);
    await checkInstallation(clockAfter(0));
    // The next start knows nothing but the file.
    await putSnapshotBack(before);
    expect(await test.asOwner("select mark::int as mark from installation")).toEqual([at]);
    keepWitnessesIn(null);
    expect((await findInstallation())?.frozenAt).toBeNull();
    cpSync(folder, `${folder}-copy`, { recursive: true });
    keepWitnessesIn(`${folder}-copy`);
    await expectSafeReturn(since, open);
    rmSync(`${folder}-copy`, { recursive: true });
    // Another machine, which was off meanwhile, takes the word of the database for it.
    keepWitnessesIn(folder);
    expect(await checkInstallation(later(3 * MINUTE_MS))).toBe("same");
    await expectBooksToAgree(test);
  }, 180_000);
});

const TABLES = `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname = 'public' and c.relname <> 'payment_moves' order by 1`;
type Snapshot = { name: string; rows: Json[] }[];

/** Every row and the place of every counter; put back, the database is as it was, under the same identity. */
async function takeSnapshot(): Promise<Snapshot> {
  const snapshot: Snapshot = [];
  for (const { name } of await test.asOwner<{ name: string }>(TABLES)) {
    const rows = await test.asOwner<{ row: Json }>(`select to_jsonb(t) as row from ${name} t`);
    snapshot.push({ name, rows: rows.map(({ row }) => row) });
  }
  const [counter] = await test.asOwner<Json>("select last_value from payment_events_id_seq");
  return [...snapshot, { name: "counter", rows: [counter ?? {}] }];
}

async function putSnapshotBack(snapshot: Snapshot): Promise<void> {
  const client = new Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query("begin; set local session_replication_role = replica");
    for (const { name, rows } of snapshot) {
      if (name === "counter") {
        await client.query("select setval('payment_events_id_seq', $1)", [rows[0]?.last_value]);
        continue;
      }
      const columns = await client.query<{ names: string }>(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
        [name],
      );
      const names = columns.rows[0]?.names ?? "";
      await client.query(`delete from ${name}`);
      await client.query(
        `insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, $1)`,
        [JSON.stringify(rows)],
      );
    }
    await client.query("commit");
  } finally {
    await client.end();
  }
}
