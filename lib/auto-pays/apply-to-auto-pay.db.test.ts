import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import type { MatterSystem } from "@/lib/matter-systems/port";
import { followPayment } from "@/lib/payments/follow-payment";
import { recordOutcome } from "@/lib/payments/record-outcome";
import { fixedClock } from "@/lib/platform/clock";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { voidPayment } from "@/lib/voids/void-payment";
import { actAtGateway } from "@/tests/support/act-at-gateway";
import { FIRST_RUN, useAutoPayBench } from "@/tests/support/auto-pay-bench";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { makeItem } from "@/tests/support/connect-bench";
import { makeItemsSystem } from "@/tests/support/items-system";
import { calmFaults, causeFaults, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { useTestDatabase } from "@/tests/support/test-database";
import { retryAutoPayRun } from "./retry-auto-pay-run";

const line = vi.hoisted(() => ({ system: null as MatterSystem | null }));
vi.mock("@/lib/connections/call-matter-system", () => ({ matterSystemOf: () => line.system }));

const test = useTestDatabase();
const bench = useAutoPayBench(test);

beforeEach(() => {
  const open = { key: "1", invoiceNumber: "201", datedOn: "2026-02-01", balanceCents: 10_000 };
  line.system = makeItemsSystem([makeItem({ ...open, payorName: "Bluewater Marine" })]);
});
afterEach(async () => {
  await calmFaults();
  await expectBooksToAgree(test);
});

const clockOf = (day: string) => fixedClock(new Date(`${day}T16:00:00Z`));
const act = (paymentId: string, action: SandboxAction, day: string, code?: string) =>
  actAtGateway(test, bench.firm, paymentId, { action, code, clock: clockOf(day) });
/** The gateway settles by itself; we hear of it on that day. */
const follow = (paymentId: string, day: string) => followPayment(bench.firm.ctxAt(clockOf(day)), paymentId);

type Terms = Parameters<typeof bench.start>[0];

/** An Auto-Pay whose first run is taken. */
async function taken(method: string, terms: Terms = {}) {
  await bench.associate("client_number", "10012");
  const id = await bench.start({ methodId: await bench.keepMethod(method), ...terms });
  await bench.runAt(FIRST_RUN);
  return { id, paymentId: await newestPayment() };
}

async function newestPayment(): Promise<string> {
  const [row] = await test.asOwner<{ id: string }>(
    "select id from payments where firm_id = $1 order by created_at desc, id desc limit 1",
    [bench.firm.firmId],
  );
  return row?.id ?? "";
}

async function standing(autoPayId: string) {
  const [run] = await test.asOwner<Record<string, unknown>>(
    `select r.status, r.reason, r.round, r.declines, to_char(r.next_try_at, 'YYYY-MM-DD') as "tryOn", a.status as "autoPay"
     from auto_pay_runs r join auto_pays a on a.firm_id = r.firm_id and a.id = r.auto_pay_id
     where r.firm_id = $1 and r.auto_pay_id = $2 order by r.run_on limit 1`,
    [bench.firm.firmId, autoPayId],
  );
  return run;
}

const alerts = async () =>
  (
    await test.asOwner<{ kind: string }>(
      "select kind from alerts where firm_id = $1 and closed_at is null order by kind",
      [bench.firm.firmId],
    )
  ).map(({ kind }) => kind);

/** What is on its way into the matter system, net of what was taken back. */
async function postedCents(): Promise<number> {
  const [row] = await test.asOwner<{ cents: number }>(
    "select coalesce(sum(amount_cents), 0)::int as cents from postings where firm_id = $1 and state <> 'removed'",
    [bench.firm.firmId],
  );
  return row?.cents ?? 0;
}

const keysOf = async () => (await bench.charged()).map(({ key }) => key.replace(/^auto-pay:[^:]+:/, ""));

describe("an eCheck that came back", () => {
  it("for want of money (R01) is tried again by the policy, in a round with lines and a claim of its own", async () => {
    const { id, paymentId } = await taken("bank-pays");
    await follow(paymentId, "2026-05-06");
    expect([await standing(id), await postedCents()]).toMatchObject([{ status: "paid" }, 10_000]);
    await act(paymentId, "return", "2026-05-07", "R01");
    expect(await standing(id)).toMatchObject({ status: "open", reason: "returned", round: 2, tryOn: "2026-05-10" });
    expect(await alerts()).toEqual(["auto_pay_failed", "echeck_returned"]);
    expect(await postedCents()).toBe(0);
    expect(await bench.runAt("2026-05-10T13:00:00Z")).toMatchObject({ done: 1 });
    expect(await keysOf()).toEqual(["2026-05-04:1", "2026-05-04:2:1"]);
    expect([await standing(id), await postedCents()]).toMatchObject([{ status: "paid", round: 2 }, 10_000]);
    expect(await alerts()).toEqual(["echeck_returned"]);
  });

  it("is presented three times at most, whoever asks", async () => {
    const { id, paymentId } = await taken("bank-pays");
    await act(paymentId, "return", "2026-05-06", "R01");
    await bench.runAt("2026-05-09T13:00:00Z");
    await act(await newestPayment(), "return", "2026-05-11", "R09");
    await bench.runAt("2026-05-16T13:00:00Z");
    await act(await newestPayment(), "return", "2026-05-18", "R01");
    expect(await standing(id)).toMatchObject({ status: "failed", reason: "returned", declines: 3 });
    await bench.runAt("2026-05-30T13:00:00Z");
    const press = retryAutoPayRun(bench.clerk(clockOf("2026-05-30")), { autoPayId: id, runOn: "2026-05-04" });
    expect(await refusalOf(press)).toMatchObject({ reason: "run_limit_reached" });
    expect(await keysOf()).toHaveLength(3);
  });

  it.each(["R02", "R10", "R16"])("%s is not tried again, by the job or by a press", async (code) => {
    const { id, paymentId } = await taken("bank-pays");
    await act(paymentId, "return", "2026-05-07", code);
    expect(await standing(id)).toMatchObject({ status: "failed", reason: "returned", tryOn: null, autoPay: "active" });
    expect(await alerts()).toEqual(["auto_pay_failed", "echeck_returned"]);
    await bench.runAt("2026-05-20T13:00:00Z");
    const press = retryAutoPayRun(bench.clerk(clockOf("2026-05-20")), { autoPayId: id, runOn: "2026-05-04" });
    await press.catch(() => null);
    expect(await keysOf()).toHaveLength(1);
  });

  it("of a single run is tried again though the Auto-Pay has ended with it", async () => {
    const { id, paymentId } = await taken("bank-pays", { frequency: "single" });
    expect(await standing(id)).toMatchObject({ status: "paid", autoPay: "ended" });
    await act(paymentId, "return", "2026-05-07", "R01");
    await bench.runAt("2026-05-10T13:00:00Z");
    expect(await keysOf()).toHaveLength(2);
    expect(await standing(id)).toMatchObject({ status: "paid", autoPay: "ended" });
  });
});

describe("a decline", () => {
  it("after which the gateway forbids another try is not tried again, though its code alone would allow it", async () => {
    await bench.associate("client_number", "10012");
    const id = await bench.start();
    await causeFaults("unsent=1");
    await bench.runAt(FIRST_RUN);
    await calmFaults();
    const paymentId = await newestPayment();
    const no = { kind: "declined" as const, gatewayRef: null, method: null };
    await recordOutcome(bench.firm.ctxAt(clockOf("2026-05-04")), paymentId, {
      ...{ ...no, code: "insufficient_funds", retry: "never" },
    });
    expect(await standing(id)).toMatchObject({ status: "failed", reason: "declined", tryOn: null });
    await bench.runAt("2026-05-20T13:00:00Z");
    const press = retryAutoPayRun(bench.clerk(clockOf("2026-05-20")), { autoPayId: id, runOn: "2026-05-04" });
    expect(await refusalOf(press)).toMatchObject({ reason: "run_never_again" });
  });

  it("often enough within 30 days ends the charges of its card, of whatever plan", async () => {
    await bench.associate("client_number", "10012");
    const methodId = await bench.keepMethod("declined-when-saved");
    const daily = await bench.start({ methodId, frequency: "daily" });
    for (let day = 4; day <= 20; day += 1) await bench.runAt(`2026-05-${String(day).padStart(2, "0")}T13:00:00Z`);
    expect(await bench.charged()).toHaveLength(12);
    expect((await bench.runsOf(daily)).at(-1)).toMatchObject({ status: "failed", reason: "method_tried_often" });
  });
});

describe("a dispute", () => {
  it("changes nothing while it is open; lost, the run is failed; won after all, paid again", async () => {
    const { id, paymentId } = await taken("visa");
    await act(paymentId, "dispute", "2026-05-10");
    expect(await standing(id)).toMatchObject({ status: "paid" });
    expect(await alerts()).toEqual(["dispute_opened"]);
    await act(paymentId, "lose", "2026-05-20");
    expect(await standing(id)).toMatchObject({ status: "failed", reason: "dispute_lost", tryOn: null });
    expect(await alerts()).toEqual(["auto_pay_failed", "dispute_lost"]);
    expect(await postedCents()).toBe(0);
    await bench.runAt("2026-05-30T13:00:00Z");
    expect(await keysOf()).toHaveLength(1);
    await act(paymentId, "win", "2026-06-02");
    expect([await standing(id), await postedCents()]).toMatchObject([{ status: "paid", reason: "" }, 10_000]);
    expect(await alerts()).toEqual([]);
  });

  it("lost opens the invoice for the next run; won after that leaves both, and the later run's alert", async () => {
    const { id, paymentId } = await taken("visa", { frequency: "weekly" });
    await act(paymentId, "dispute", "2026-05-05");
    await act(paymentId, "lose", "2026-05-06");
    await bench.runAt("2026-05-11T13:00:00Z");
    expect(await bench.runsOf(id)).toMatchObject([{ status: "failed" }, { status: "paid", cents: 10_000 }]);
    expect(await alerts()).toEqual(["dispute_lost"]);
    await act(paymentId, "win", "2026-05-12");
    expect(await bench.runsOf(id)).toMatchObject([{ status: "paid" }, { status: "paid" }]);
  });
});

describe("what staff give back", () => {
  it("a refund leaves the run paid: nothing is charged for it again by itself", async () => {
    const { id, paymentId } = await taken("visa");
    await follow(paymentId, "2026-05-06");
    const ctx = staffCtx(bench.firm, ["payments.view", "payments.refund"], { clock: clockOf("2026-05-06") });
    await refundPayment(ctx, { paymentId, amountCents: 4_000, reason: "Agreed", requestKey: `part-${paymentId}` });
    expect([await standing(id), await postedCents()]).toMatchObject([{ status: "paid" }, 6_000]);
    await bench.runAt("2026-05-20T13:00:00Z");
    expect(await keysOf()).toHaveLength(1);
    expect(await alerts()).toEqual([]);
  });

  it("a void opens the invoice again, for the next run, with no alert", async () => {
    const { id, paymentId } = await taken("visa", { frequency: "weekly" });
    const ctx = staffCtx(bench.firm, ["payments.view", "payments.refund"], {
      clock: fixedClock(new Date("2026-05-04T13:00:30Z")),
    });
    expect(await voidPayment(ctx, { paymentId, reason: "Entered twice" })).toMatchObject({ kind: "voided" });
    expect([await standing(id), await postedCents()]).toMatchObject([{ status: "failed", reason: "voided" }, 0]);
    expect(await alerts()).toEqual([]);
    await bench.runAt("2026-05-11T13:00:00Z");
    expect(await bench.runsOf(id)).toMatchObject([{ reason: "voided" }, { status: "paid", cents: 10_000 }]);
  });
});
