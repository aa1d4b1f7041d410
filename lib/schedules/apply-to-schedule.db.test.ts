import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SandboxAction } from "@/lib/gateways/sandbox-desk";
import { followPayment } from "@/lib/payments/follow-payment";
import { refundPayment } from "@/lib/refunds/refund-payment";
import { voidPayment } from "@/lib/voids/void-payment";
import { actAtGateway } from "@/tests/support/act-at-gateway";
import { expectBooksToAgree } from "@/tests/support/books-oracle";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults, refusalOf, staffCtx } from "@/tests/support/money-bench";
import { clockAt, keepSchedule } from "@/tests/support/schedule-bench";
import { cancelSchedules } from "./cancel-schedules";
import { getSchedule } from "./queries";
import { retryRun } from "./retry-run";
import { runSchedules } from "./run-schedules";

const bench = useMethodBench();
const { test } = bench;

const FIRST = "2026-05-05";
const runAt = (instant: string) => runSchedules(bench.firm.ctxAt(clockAt(instant)));
const viewer = () => bench.clerk({ clock: clockAt("2026-12-01T12:00:00Z") });
const money = (instant: string) =>
  staffCtx(bench.firm, ["payments.view", "payments.refund"], { clock: clockAt(instant) });

beforeEach(() => calmFaults());
afterEach(() => expectBooksToAgree(test));

/** A schedule of so many payments whose first one is taken. */
async function taken(method: string, count = "1") {
  const { scheduleId } = await keepSchedule(bench, { method, count });
  await runAt(`${FIRST}T13:00:00Z`);
  return { scheduleId, paymentId: await newestPayment(scheduleId) };
}

async function newestPayment(scheduleId: string): Promise<string> {
  const [row] = await test.asOwner<{ id: string }>(
    "select id from payments where obligation like 'schedule:' || $1 || ':%' order by created_at desc, id desc limit 1",
    [scheduleId],
  );
  return row?.id ?? "";
}

const act = (paymentId: string, action: SandboxAction, day: string, code?: string) =>
  actAtGateway(test, bench.firm, paymentId, { action, code, clock: clockAt(`${day}T16:00:00Z`) });

/** The gateway settles by itself; we hear of it on that day. */
const follow = (paymentId: string, day: string) =>
  followPayment(bench.firm.ctxAt(clockAt(`${day}T16:00:00Z`)), paymentId);

/** What the schedule's page says. */
async function standing(scheduleId: string) {
  const { status, paidCents, failedRuns, runs } = await getSchedule(viewer(), scheduleId);
  const [run] = runs.slice(-1);
  return {
    ...{ status, paidCents, failedRuns, run: run?.status, reason: run?.reason, mayResubmit: run?.mayResubmit },
    payment: run?.payment?.status,
    retryOn: run?.chargeAt?.toISOString().slice(0, 10) ?? null,
  };
}

const alerts = async (scheduleId: string, paymentId: string) =>
  (
    await test.asOwner<{ kind: string }>(
      "select kind from alerts where object_id in ($1, $2) and closed_at is null order by kind",
      [scheduleId, paymentId],
    )
  ).map(({ kind }) => kind);

const charged = async (scheduleId: string) =>
  (
    await test.asOwner<{ obligation: string }>(
      "select obligation from payments where obligation like 'schedule:' || $1 || ':%' order by created_at, id",
      [scheduleId],
    )
  ).map(({ obligation }) => obligation.slice(`schedule:${scheduleId}:`.length));

const failedMails = async (scheduleId: string) =>
  (await test.asOwner("select 1 from mails where object_id = $1 and kind = 'schedule-failed'", [scheduleId])).length;

describe("an eCheck that came back", () => {
  it("for want of money (R01) is tried again as often as the network allows, each time under a claim of its own", async () => {
    const { scheduleId, paymentId } = await taken("bank-pays");
    expect(await standing(scheduleId)).toMatchObject({ run: "clearing", paidCents: 0 });
    await follow(paymentId, "2026-05-09");
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", paidCents: 25_000 });
    await act(paymentId, "return", "2026-05-11", "R01");
    expect(await standing(scheduleId)).toMatchObject({
      ...{ status: "ended", paidCents: 0, failedRuns: 0, run: "due", reason: "R01", retryOn: "2026-05-14" },
    });
    expect(await alerts(scheduleId, paymentId)).toEqual(["echeck_returned", "schedule_failed"]);
    expect(await failedMails(scheduleId)).toBe(1);

    await runAt("2026-05-14T13:00:00Z");
    await act(await newestPayment(scheduleId), "return", "2026-05-16", "R01");
    await runAt("2026-05-21T13:00:00Z");
    const third = await newestPayment(scheduleId);
    await act(third, "return", "2026-05-23", "R09");
    for (const day of ["2026-05-30", "2026-06-06", "2026-07-01"]) await runAt(`${day}T13:00:00Z`);
    expect(await charged(scheduleId)).toEqual([FIRST, `${FIRST}:1`, `${FIRST}:2`]);
    expect(await standing(scheduleId)).toMatchObject({
      run: "failed",
      reason: "R09",
      mayResubmit: false,
      failedRuns: 1,
    });
    const press = retryRun(bench.clerk({ clock: clockAt("2026-07-02T13:00:00Z") }), { scheduleId, period: FIRST });
    expect(await refusalOf(press)).toMatchObject({ reason: "run_limit_reached" });
  });

  it("and clears the second time is paid; the alert goes with its cause, and the total counts it once", async () => {
    const { scheduleId, paymentId } = await taken("bank-pays");
    await act(paymentId, "return", "2026-05-07", "R01");
    await runAt("2026-05-10T13:00:00Z");
    expect(await standing(scheduleId)).toMatchObject({ run: "clearing", paidCents: 0 });
    await follow(await newestPayment(scheduleId), "2026-05-14");
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", paidCents: 25_000, failedRuns: 0 });
    expect(await alerts(scheduleId, paymentId)).toEqual(["echeck_returned"]);
  });

  it.each([
    ["R02", "of a closed account"],
    ["R10", "because nobody had agreed to it"],
    ["R12", "of a branch that was sold"],
  ])("%s (%s) is never charged to that account again, by the job or by a press", async (code) => {
    const { scheduleId, paymentId } = await taken("bank-pays", "2");
    await act(paymentId, "return", "2026-05-07", code);
    expect(await standing(scheduleId)).toMatchObject({ run: "failed", reason: code, failedRuns: 1, paidCents: 0 });
    expect(await alerts(scheduleId, paymentId)).toEqual(["echeck_returned", "schedule_failed"]);
    for (const day of ["2026-05-10", "2026-05-15", "2026-06-05"]) await runAt(`${day}T13:00:00Z`);
    const press = retryRun(bench.clerk({ clock: clockAt("2026-06-06T13:00:00Z") }), { scheduleId, period: FIRST });
    await press.catch(() => null);
    expect(await charged(scheduleId)).toEqual([FIRST]);
    await cancelSchedules(bench.clerk({ clock: clockAt("2026-06-07T13:00:00Z") }), { scheduleIds: [scheduleId] });
  });

  it("after the schedule was cancelled is not tried again: a person is told", async () => {
    const { scheduleId, paymentId } = await taken("bank-pays", "2");
    await cancelSchedules(bench.clerk({ clock: clockAt("2026-05-06T13:00:00Z") }), { scheduleIds: [scheduleId] });
    await act(paymentId, "return", "2026-05-07", "R01");
    expect(await standing(scheduleId)).toMatchObject({ status: "cancelled", run: "failed", mayResubmit: false });
    await runAt("2026-05-20T13:00:00Z");
    expect(await charged(scheduleId)).toEqual([FIRST]);
  });
});

describe("a dispute", () => {
  it("changes nothing while it is open; lost, the run is failed for good; won after all, paid again", async () => {
    const { scheduleId, paymentId } = await taken("visa");
    await act(paymentId, "dispute", "2026-05-20");
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", payment: "disputed", paidCents: 25_000 });
    expect(await alerts(scheduleId, paymentId)).toEqual(["dispute_opened"]);
    await act(paymentId, "lose", "2026-06-20");
    expect(await standing(scheduleId)).toMatchObject({
      ...{ run: "failed", reason: "dispute_lost", paidCents: 0, failedRuns: 1, mayResubmit: false },
    });
    expect(await alerts(scheduleId, paymentId)).toEqual(["dispute_lost", "schedule_failed"]);
    await runAt("2026-06-30T13:00:00Z");
    expect(await charged(scheduleId)).toEqual([FIRST]);
    await act(paymentId, "win", "2026-07-20");
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", reason: "", paidCents: 25_000, failedRuns: 0 });
    expect(await alerts(scheduleId, paymentId)).toEqual([]);
  });

  it("won before it was lost leaves the run as it was", async () => {
    const { scheduleId, paymentId } = await taken("visa");
    await act(paymentId, "dispute", "2026-05-20");
    await act(paymentId, "win", "2026-06-20");
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", paidCents: 25_000, failedRuns: 0 });
    expect(await alerts(scheduleId, paymentId)).toEqual([]);
  });

  it("lost and won of a payment that was refunded in part leaves what is kept of it", async () => {
    const { scheduleId, paymentId } = await taken("visa");
    await follow(paymentId, "2026-05-06");
    const requestKey = `refund-${paymentId}`;
    await refundPayment(money("2026-05-07T13:00:00Z"), { paymentId, amountCents: 5_000, reason: "Agreed", requestKey });
    await act(paymentId, "dispute", "2026-05-20");
    await act(paymentId, "lose", "2026-06-20");
    expect(await standing(scheduleId)).toMatchObject({ run: "failed", paidCents: 0 });
    await act(paymentId, "win", "2026-07-20");
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", payment: "partially_refunded", paidCents: 20_000 });
    expect(await alerts(scheduleId, paymentId)).toEqual([]);
  });
});

describe("what staff give back", () => {
  it("a refund leaves the run paid and lowers the total; nothing is charged for it again", async () => {
    const { scheduleId, paymentId } = await taken("visa");
    await follow(paymentId, "2026-05-06");
    const give = (amountCents: number, requestKey: string) =>
      refundPayment(money("2026-05-07T13:00:00Z"), { paymentId, amountCents, reason: "Agreed", requestKey });
    await give(5_000, `first-${paymentId}`);
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", payment: "partially_refunded", paidCents: 20_000 });
    await give(20_000, `rest-${paymentId}`);
    expect(await standing(scheduleId)).toMatchObject({ run: "paid", payment: "refunded", paidCents: 0, failedRuns: 0 });
    await runAt("2026-05-20T13:00:00Z");
    expect(await charged(scheduleId)).toEqual([FIRST]);
    expect(await alerts(scheduleId, paymentId)).toEqual([]);
  });

  it.each(["visa", "bank-pays"])("a void of %s closes the run, with no alert and no other charge", async (method) => {
    const { scheduleId, paymentId } = await taken(method);
    expect(await voidPayment(money(`${FIRST}T13:00:30Z`), { paymentId, reason: "Entered twice" })).toMatchObject({
      kind: "voided",
    });
    expect(await standing(scheduleId)).toMatchObject({
      run: "resolved",
      reason: "voided",
      paidCents: 0,
      failedRuns: 0,
    });
    await runAt("2026-05-20T13:00:00Z");
    expect(await charged(scheduleId)).toEqual([FIRST]);
    expect(await alerts(scheduleId, paymentId)).toEqual([]);
  });
});
