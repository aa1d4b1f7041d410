import { beforeAll, describe, expect, it } from "vitest";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { INVOICES_OFF } from "@/lib/invoices/model";
import { countInvoices, listInvoices } from "@/lib/invoices/queries";
import { saveInvoiceSettings } from "@/lib/invoices/save-invoice-settings";
import { countPayLinks } from "@/lib/pay-links/queries";
import { fixedClock } from "@/lib/platform/clock";
import { makeInvoiceBench } from "@/tests/support/invoice-bench";
import { refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { makeTestFirm, type TestFirm } from "@/tests/support/test-firm";
import type { DashboardKind, Volume } from "./model";
import { getDashboard } from "./queries";

const database = useTestDatabase();
const ZONE = "America/New_York";
const TAKEN = ["approved", "settled", "pending", "partially_refunded", "refunded"];
let firm: TestFirm;

type Row = {
  at: Date;
  account: "acc_operating" | "acc_trust";
  source: string;
  method: string;
  status: string;
  cents: number;
  refunded: number;
};

/** Instants at which days, months and years turn in New York, in both halves of the year, and when clocks change. */
const BORDERS = [
  "2025-01-01T05:00:00Z",
  "2025-11-01T04:00:00Z",
  "2025-11-02T06:00:00Z",
  "2025-11-03T05:00:00Z",
  "2025-11-22T05:00:00Z",
  "2026-01-01T05:00:00Z",
  "2026-03-08T07:00:00Z",
  "2026-10-24T04:00:00Z",
  "2026-11-01T04:00:00Z",
  "2026-11-01T06:00:00Z",
  "2026-11-14T15:30:00Z",
  "2026-11-21T05:00:00Z",
].map((text) => Date.parse(text));

/** Numbers that look random and are the same in every run. */
function makeDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

const NOW = new Date("2026-11-21T15:30:00Z");

function makeRows(count: number): Row[] {
  const roll = makeDice(7);
  const pick = <T>(list: readonly T[]): T => list[roll(list.length)] as T;
  const statuses = [...TAKEN, "declined", "voided", "disputed", "unknown"];
  return Array.from({ length: count }, (_, index) => {
    const near = pick(BORDERS) + pick([-1, 0, 1, -1_000, 3_600_000, -3_600_000, 90_000_000]);
    const anywhere = NOW.getTime() - roll(800 * 24 * 60) * 60_000;
    const cents = 1 + roll(500_000);
    const status = pick(statuses);
    const refunded = { refunded: cents, partially_refunded: roll(cents) }[status] ?? 0;
    return {
      at: new Date(Math.min(NOW.getTime() - 1, index % 2 ? near : anywhere)),
      account: pick(["acc_operating", "acc_operating", "acc_trust"] as const),
      source: pick(["quick_link", "enter_payment", "payment_page"]),
      method: pick(["card", "echeck"]),
      ...{ status, cents, refunded },
    };
  });
}

/** Past the guards: what the dashboard adds up, not how it came about. */
async function putRows(firmId: string, rows: readonly Row[]): Promise<void> {
  const values = rows.map(({ at, account, source, method, status, cents, refunded }, index) => {
    const id = String(index).padStart(6, "0");
    return `('${firmId}','pay_${id}','P-${id}','${source}','${status}','test:${id}',1,'${account}',${cents},${refunded},'USD','Payer ${id}','{}','sandbox','','test','${method}','${at.toISOString()}')`;
  });
  await database.asOwner(`begin; set local session_replication_role = replica;
    insert into payments (firm_id, id, number, source, status, obligation, attempt, account_id, amount_cents, refunded_cents, currency,
      payer_name, receipt_emails, gateway, method_token, created_by, method_kind, created_at) values ${values.join(",")};
    select set_config('app.firm_id', '${firmId}', true); select rebuild_payment_days(); commit`);
}

const rows = makeRows(3_000);

beforeAll(async () => {
  firm = await makeTestFirm();
  await putRows(firm.firmId, rows);
});

type Limits = { accountIds?: string[] | null; kind?: DashboardKind; now?: Date };

const ask = ({ accountIds = null, kind = "", now = NOW }: Limits = {}) =>
  getDashboard(staffCtx(firm, ["payments.view"], { accountIds, clock: fixedClock(now) }), { timeZone: ZONE, kind });

/** The same sum, one payment after the other, with days told by the runtime's own calendar. */
function sumOf(belongs: (row: Row, day: string) => boolean): Volume {
  const sum = { count: 0, operatingCents: 0, trustCents: 0 };
  for (const row of rows) {
    if (!TAKEN.includes(row.status) || !belongs(row, dateInZone(row.at, ZONE))) continue;
    sum.count += 1;
    sum[row.account === "acc_trust" ? "trustCents" : "operatingCents"] += row.cents - row.refunded;
  }
  return sum;
}

const between = (from: string, to: string) => (_: Row, day: string) => day >= from && day <= to;
/** 10:30 in New York was then 15:30 UTC. */
const until = (from: string, end: string) => (row: Row, day: string) => day >= from && row.at < new Date(end);

describe("getDashboard", () => {
  it("adds up today, the month and the year, and what stood there before by the same time of day", async () => {
    const [today, month, year] = (await ask()).spans;
    expect(today?.now).toEqual(sumOf(between("2026-11-21", "2026-11-21")));
    expect(today?.before).toEqual(sumOf(until("2026-11-14", "2026-11-14T15:30:00Z")));
    expect(month?.now).toEqual(sumOf(between("2026-11-01", "2026-11-21")));
    expect(month?.before).toEqual(sumOf(until("2025-11-01", "2025-11-21T15:30:00Z")));
    expect(year?.now).toEqual(sumOf(between("2026-01-01", "2026-11-21")));
    expect(year?.before).toEqual(sumOf(until("2025-01-01", "2025-11-21T15:30:00Z")));
    expect(Math.min(...[today, month, year].map((span) => span?.before.count ?? 0))).toBeGreaterThan(0);
  });

  it("adds up each of 30 days and 12 months", async () => {
    const { days, months, today } = await ask();
    expect([today, days.length, months.length]).toEqual(["2026-11-21", 30, 12]);
    for (const { day, ...sums } of days) expect({ day, ...sums }).toEqual({ day, ...sumOf(between(day, day)) });
    for (const { month, ...sums } of months) {
      expect({ month, ...sums }).toEqual({ month, ...sumOf(between(`${month}-01`, `${month}-31`)) });
    }
  });

  it("adds up 30 days by source, method and account, the greatest first", async () => {
    const { sources, methods, accounts } = await ask();
    const lately = between("2026-10-23", "2026-11-21");
    for (const { source, ...sums } of sources) {
      expect(sums).toEqual(sumOf((row, day) => lately(row, day) && row.source === source));
    }
    for (const { methodKind, ...sums } of methods) {
      expect(sums).toEqual(sumOf((row, day) => lately(row, day) && row.method === methodKind));
    }
    for (const { accountId, count, operatingCents, trustCents } of accounts) {
      const sums = sumOf((row, day) => lately(row, day) && row.account === accountId);
      expect({ count, operatingCents, trustCents }).toEqual(sums);
    }
    expect([sources.length, methods.length, accounts.length]).toEqual([3, 2, 2]);
    expect(accounts.map(({ name, kind }) => [name, kind]).toSorted()).toEqual([
      ["IOLTA Trust", "trust"],
      ["Operating", "operating"],
    ]);
    const sums = sources.map(({ operatingCents, trustCents }) => operatingCents + trustCents);
    expect(sums).toEqual(sums.toSorted((a, b) => b - a));
  });

  it("knows one kind of money only, or one's own accounts only, when asked so", async () => {
    const all = (await ask()).spans.map(({ now }) => now);
    for (const limits of [{ kind: "trust" as const }, { accountIds: ["acc_trust"] }]) {
      const { spans, accounts, unknownCount } = await ask(limits);
      expect(spans.map(({ now }) => now.trustCents)).toEqual(all.map(({ trustCents }) => trustCents));
      expect(spans.every(({ now, before }) => now.operatingCents === 0 && before.operatingCents === 0)).toBe(true);
      expect(accounts.map(({ accountId }) => accountId)).toEqual(["acc_trust"]);
      expect(unknownCount).toBe(
        rows.filter(({ status, account }) => status === "unknown" && account === "acc_trust").length,
      );
    }
    expect(await ask({ accountIds: [] })).toMatchObject({ hasPayments: false, sources: [], unknownCount: 0 });
  });

  it("asks for the permission, and shows another firm nothing", async () => {
    const blind = staffCtx(firm, ["links.send"]);
    expect(await refusalOf(getDashboard(blind, { timeZone: ZONE, kind: "" }))).toMatchObject({ code: "forbidden" });
    const stranger = await makeTestFirm("frm_other");
    const seen = await getDashboard(stranger.ctxAt(fixedClock(NOW)), { timeZone: ZONE, kind: "" });
    expect(seen).toMatchObject({ hasPayments: false, sources: [], accounts: [], unknown: [] });
  });
});

describe("unpaid links", () => {
  it("stand by age, those that are paid, cancelled or past left out", async () => {
    const at = fixedClock(new Date("2026-06-30T12:00:00Z"));
    const owing = await makeTestFirm("frm_owing", { linkLifeDays: 400 });
    const trust = { account: "IOLTA Trust", clientRef: "10041", matterRef: "0003" };
    for (const [dueDate, more] of [
      [null, {}],
      ["2026-06-30", {}],
      ["2026-06-29", trust],
      ["2026-05-31", {}],
      ["2026-05-30", {}],
      ["2026-05-01", {}],
      ["2026-04-30", {}],
      ["2026-04-01", {}],
      ["2026-03-31", trust],
    ] as const) {
      await owing.makeLink({ send: false, dueDate, ...more }, at);
    }
    await owing.makeLink({ send: false }, fixedClock(new Date("2025-01-01T12:00:00Z")));
    const ctx = staffCtx(owing, ["payments.view"], { clock: at });
    const { outstanding, hasPayments } = await getDashboard(ctx, { timeZone: ZONE, kind: "" });
    const figures = outstanding.map(({ bucket, count, operatingCents, trustCents }) => [
      bucket,
      count,
      operatingCents / 125_000,
      trustCents / 125_000,
    ]);
    expect(figures).toEqual([
      ["not_due", 2, 2, 0],
      ["late_1_30", 2, 1, 1],
      ["late_31_60", 2, 2, 0],
      ["late_61_90", 2, 2, 0],
      ["late_over_90", 1, 0, 1],
    ]);
    expect(hasPayments).toBe(false);
    for (const { bucket, count, trustCents } of outstanding) {
      expect((await countPayLinks(ctx, { due: bucket })).outstanding).toBe(count);
      const trusts = await countPayLinks(ctx, { due: bucket, accountKind: "trust" });
      expect(trusts.outstanding).toBe(trustCents / 125_000);
    }
  });
});

describe("invoices of the firm's own", () => {
  it("stand by their age beside the links, whose own count they do not swell, and not at all while the firm makes none", async () => {
    const { firm: invoicing, sent, draft } = await makeInvoiceBench(database, "frm_invoiced");
    const at = fixedClock(new Date("2026-06-30T12:00:00Z"));
    // Due on June 3 and on July 30; a draft asks for nothing yet.
    const late = await sent();
    await sent({ issueDate: "2026-06-30" }, at);
    await draft();
    await invoicing.makeLink({ send: false }, at);
    const ctx = staffCtx(invoicing, ["payments.view", "settings.manage"], { clock: at });
    const countsOf = (volumes: readonly { bucket: string; count: number; operatingCents: number }[] | null) =>
      volumes?.flatMap(({ bucket, count, operatingCents }) => (count > 0 ? [[bucket, count, operatingCents]] : []));
    const { outstanding, invoiced } = await getDashboard(ctx, { timeZone: ZONE, kind: "" });
    expect(countsOf(outstanding)).toEqual([["not_due", 1, 125_000]]);
    expect(countsOf(invoiced)).toEqual([
      ["not_due", 1, 10_000],
      ["late_1_30", 1, 10_000],
    ]);
    const shown = await listInvoices(ctx, { view: "open", age: "late_1_30" });
    expect(shown.rows.map(({ id }) => id)).toEqual([late]);
    // A row of one kind of money leads to a list of that kind.
    for (const [accountKind, found] of [
      ["operating", [late]],
      ["trust", []],
    ] as const) {
      const { rows } = await listInvoices(ctx, { view: "open", age: "late_1_30", accountKind });
      expect(rows.map(({ id }) => id)).toEqual(found);
      expect((await countInvoices(ctx, { age: "late_1_30", accountKind })).open).toBe(found.length);
    }
    await saveInvoiceSettings(invoicing.ctxAt(at), { ...INVOICES_OFF, isOn: false });
    expect((await getDashboard(ctx, { timeZone: ZONE, kind: "" })).invoiced).toBeNull();
  });
});
