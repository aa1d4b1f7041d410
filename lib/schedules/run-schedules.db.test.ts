import { beforeEach, describe, expect, it } from "vitest";
import { removeMethod } from "@/lib/methods/remove-method";
import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import { useMethodBench } from "@/tests/support/method-bench";
import { calmFaults, causeFaults, refusalOf } from "@/tests/support/money-bench";
import { clockAt, keepSchedule, scheduleForm } from "@/tests/support/schedule-bench";
import { cancelSchedules } from "./cancel-schedules";
import { createSchedules } from "./create-schedules";
import { pauseSchedules } from "./pause-schedules";
import { resolveRun } from "./resolve-run";
import { resumeSchedules } from "./resume-schedules";
import { retryRun } from "./retry-run";
import { runSchedules } from "./run-schedules";
import { skipRun } from "./skip-run";

const bench = useMethodBench();
const { test } = bench;

beforeEach(() => calmFaults());

const runAt = (instant: string) => runSchedules(bench.firm.ctxAt(clockAt(instant)));
const runsOf = (scheduleId: string) =>
  test.asOwner<{ period: string; status: string; failures: number; reason: string }>(
    "select period::text, status, failures, reason from schedule_runs where schedule_id = $1 order by period",
    [scheduleId],
  );
const charges = async (scheduleId: string) => {
  const rows = await test.asOwner<{ status: string; obligation: string }>(
    `select p.status, p.obligation from payments p where p.obligation like 'schedule:' || $1 || ':%' order by p.created_at`,
    [scheduleId],
  );
  return rows;
};
const takenAtGateway = async (scheduleId: string) => {
  const [row] = await test.asOwner<{ n: number }>(
    `select count(*)::int as n from sandbox.charges c join payments p on p.id = c.reference
     where p.obligation like 'schedule:' || $1 || ':%' and c.state <> 'declined'`,
    [scheduleId],
  );
  return row?.n;
};
const scheduleOf = async (scheduleId: string) => {
  const [row] = await test.asOwner<Record<string, unknown>>(
    "select status, next_date::text as next, next_cents::int as cents, method_id as method from schedules where id = $1",
    [scheduleId],
  );
  return row;
};
const openAlerts = async (scheduleId: string) =>
  (
    await test.asOwner(
      "select detail from alerts where object_id = $1 and closed_at is null and kind = 'schedule_failed'",
      [scheduleId],
    )
  ).length;
const mailsOf = async (scheduleId: string) =>
  (
    await test.asOwner<{ kind: string }>("select kind from mails where object_id = $1 order by created_at, kind", [
      scheduleId,
    ])
  ).map(({ kind }) => kind);

describe("the job", () => {
  it("charges each day once, at its hour, and ends after the last", async () => {
    const { scheduleId } = await keepSchedule(bench);
    expect(await runAt("2026-05-05T12:59:00Z")).toMatchObject({ examined: 0 });
    expect(await runAt("2026-05-05T13:00:00Z")).toMatchObject({ examined: 1, done: 1, failed: 0 });
    await runAt("2026-05-05T13:10:00Z");
    expect(await scheduleOf(scheduleId)).toMatchObject({ status: "active", next: "2026-06-05", cents: 25_000 });
    await runAt("2026-06-05T13:00:00Z");
    await runAt("2026-07-05T13:00:00Z");
    await runAt("2026-08-05T13:00:00Z");
    expect(await runsOf(scheduleId)).toEqual(
      ["2026-05-05", "2026-06-05", "2026-07-05"].map((period) => ({ period, status: "paid", failures: 0, reason: "" })),
    );
    expect(await scheduleOf(scheduleId)).toMatchObject({ status: "ended", next: null });
    expect((await charges(scheduleId)).map(({ obligation }) => obligation)).toEqual([
      `schedule:${scheduleId}:2026-05-05`,
      `schedule:${scheduleId}:2026-06-05`,
      `schedule:${scheduleId}:2026-07-05`,
    ]);
  });

  it("charges the 31st on the last day of a shorter month, and on the 31st again after it", async () => {
    const { scheduleId } = await keepSchedule(bench, { startDate: "2026-05-31", count: "4" });
    const days = ["2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31"];
    for (const day of days) await runAt(`${day}T13:00:00Z`);
    expect((await runsOf(scheduleId)).map(({ period, status }) => [period, status])).toEqual(
      days.map((day) => [day, "paid"]),
    );
  });

  it("charges a run once however many call it at once", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => keepSchedule(bench)));
    await Promise.all(Array.from({ length: 8 }, () => runAt("2026-05-05T13:00:00Z")));
    await runAt("2026-05-05T13:05:00Z");
    for (const { scheduleId } of made) {
      expect(await charges(scheduleId)).toMatchObject([{ status: "approved" }]);
      expect(await takenAtGateway(scheduleId)).toBe(1);
    }
  });

  it("after two days of silence charges a late run once, two of one schedule never on one day", async () => {
    const { scheduleId } = await keepSchedule(bench, { frequency: "daily", ends: "never" });
    await runAt("2026-05-07T15:00:00Z");
    await runAt("2026-05-07T20:00:00Z");
    expect(await runsOf(scheduleId)).toMatchObject([{ period: "2026-05-05", status: "paid" }]);
    await runAt("2026-05-08T13:00:00Z");
    await runAt("2026-05-08T13:01:00Z");
    expect((await runsOf(scheduleId)).map(({ period }) => period)).toEqual(["2026-05-05", "2026-05-06"]);
    await cancelSchedules(bench.clerk(), { scheduleIds: [scheduleId] });
  });

  it("does not charge what is more than three days late: it waits for a person, with one alert", async () => {
    const { scheduleId } = await keepSchedule(bench, { frequency: "weekly", ends: "never" });
    await runAt("2026-05-20T15:00:00Z");
    expect(await runsOf(scheduleId)).toMatchObject([
      { period: "2026-05-05", status: "missed" },
      { period: "2026-05-12", status: "missed" },
      { period: "2026-05-19", status: "paid" },
    ]);
    expect(await openAlerts(scheduleId)).toBe(1);
    const clerk = bench.clerk({ clock: clockAt("2026-05-20T16:00:00Z") });
    expect(await retryRun(clerk, { scheduleId, period: "2026-05-05" })).toEqual({ kind: "approved" });
    expect(await openAlerts(scheduleId)).toBe(1);
    await resolveRun(clerk, { scheduleId, period: "2026-05-12", note: "Paid by cheque." });
    expect(await openAlerts(scheduleId)).toBe(0);
    await cancelSchedules(clerk, { scheduleIds: [scheduleId] });
  });

  it("leaves an unknown outcome open, and recovery moves the run", async () => {
    const { scheduleId } = await keepSchedule(bench, { startDate: "2026-05-05", count: "1" });
    await causeFaults("lost=1");
    expect(await runAt("2026-05-05T13:00:00Z")).toMatchObject({ remaining: 1 });
    expect(await runsOf(scheduleId)).toMatchObject([{ status: "charging" }]);
    await calmFaults();
    await runAt("2026-05-05T13:20:00Z");
    await reconcilePayments(bench.firm.ctxAt(clockAt("2026-05-05T13:30:00Z")));
    expect(await runsOf(scheduleId)).toMatchObject([{ status: "paid" }]);
    expect(await takenAtGateway(scheduleId)).toBe(1);
  });

  it("reminds two days before, once", async () => {
    const { scheduleId } = await keepSchedule(bench, { startDate: "2026-05-10" });
    await runAt("2026-05-08T12:59:00Z");
    expect(await mailsOf(scheduleId)).toEqual(["schedule-agreed"]);
    await runAt("2026-05-08T13:00:00Z");
    await runAt("2026-05-08T13:01:00Z");
    expect(await mailsOf(scheduleId)).toEqual(["schedule-agreed", "schedule-reminder"]);
    await cancelSchedules(bench.clerk(), { scheduleIds: [scheduleId] });
  });
});

describe("a decline", () => {
  it("is tried again by the firm's policy, then left to a person; each is told, and the alert goes with the cause", async () => {
    const { scheduleId } = await keepSchedule(bench, { method: "declined-when-saved", count: "1" });
    const period = "2026-05-05";
    for (const day of ["2026-05-05", "2026-05-08", "2026-05-13"]) {
      await runAt(`${day}T13:00:00Z`);
      expect(await runsOf(scheduleId)).toMatchObject([{ status: "due" }]);
      expect(await openAlerts(scheduleId)).toBe(1);
    }
    await runAt("2026-05-20T13:00:00Z");
    expect(await runsOf(scheduleId)).toMatchObject([{ status: "failed", failures: 4 }]);
    expect((await mailsOf(scheduleId)).filter((kind) => kind === "schedule-failed")).toHaveLength(4);
    const clerk = bench.clerk({ clock: clockAt("2026-05-21T13:00:00Z") });
    expect(await retryRun(clerk, { scheduleId, period })).toEqual({ kind: "declined" });
    expect(await refusalOf(resolveRun(bench.viewer(), { scheduleId, period, note: "Let go." }))).toMatchObject({
      code: "forbidden",
    });
    await resolveRun(clerk, { scheduleId, period, note: "Paid by cheque." });
    expect(await openAlerts(scheduleId)).toBe(0);
    expect(await refusalOf(retryRun(clerk, { scheduleId, period }))).toMatchObject({ reason: "run_not_failed" });
  });

  it("goes on with the method that the payer saves under the link of the mail", async () => {
    const { scheduleId, methodId } = await keepSchedule(bench, { method: "declined-when-saved", count: "2" });
    await runAt("2026-05-05T13:00:00Z");
    const [request] = await test.asOwner<{ id: string }>(
      "select id from method_requests where request_key like 'schedule:' || $1 || ':%' and status = 'open'",
      [scheduleId],
    );
    await bench.saveAs(request?.id ?? "", { method: "mastercard", clock: clockAt("2026-05-05T18:00:00Z") });
    expect((await scheduleOf(scheduleId))?.method).not.toBe(methodId);
    await runAt("2026-05-08T13:00:00Z");
    expect(await runsOf(scheduleId)).toMatchObject([{ status: "paid" }]);
    expect(await openAlerts(scheduleId)).toBe(0);
    const mandates = await test.asOwner(
      "select authorized_how from schedule_mandates where schedule_id = $1 order by at",
      [scheduleId],
    );
    expect(mandates).toEqual([{ authorized_how: "phone" }, { authorized_how: "method_page" }]);
    await cancelSchedules(bench.clerk(), { scheduleIds: [scheduleId] });
  });

  it("fails without a charge when the method is gone", async () => {
    const { scheduleId, methodId } = await keepSchedule(bench, { count: "1" });
    await removeMethod(bench.clerk(), { methodId });
    await runAt("2026-05-05T13:00:00Z");
    expect(await runsOf(scheduleId)).toMatchObject([{ status: "failed", reason: "method_not_active", failures: 0 }]);
    expect(await charges(scheduleId)).toEqual([]);
  });
});

describe("an eCheck", () => {
  it("clears, carries the mandate's words, and when it comes back has a claim of its own", async () => {
    const { scheduleId } = await keepSchedule(bench, { method: "bank-r01", count: "1" });
    await runAt("2026-05-05T13:00:00Z");
    expect(await runsOf(scheduleId)).toMatchObject([{ status: "clearing" }]);
    const [payment] = await test.asOwner<{ words: string; use: string }>(
      "select authorization_text as words, charge_use as use from payments where obligation = $1",
      [`schedule:${scheduleId}:2026-05-05`],
    );
    expect(payment?.words).toContain("at least 3 business days");
    expect(payment?.use).toBe("instalment");
  });
});

describe("what staff do", () => {
  it("skips a day: a number of payments is kept", async () => {
    const { scheduleId } = await keepSchedule(bench);
    await skipRun(bench.clerk(), { scheduleId, period: "2026-05-05" });
    expect(await scheduleOf(scheduleId)).toMatchObject({ next: "2026-06-05" });
    expect(await refusalOf(skipRun(bench.clerk(), { scheduleId, period: "2026-05-05" }))).toMatchObject({
      reason: "run_not_coming",
    });
    for (const month of ["06", "07", "08", "09"]) await runAt(`2026-${month}-05T13:00:00Z`);
    expect((await runsOf(scheduleId)).map(({ period }) => period)).toEqual(["2026-06-05", "2026-07-05", "2026-08-05"]);
  });

  it("pauses: nothing is charged, and the days of the pause are left out", async () => {
    const { scheduleId } = await keepSchedule(bench);
    await pauseSchedules(bench.clerk(), { scheduleIds: [scheduleId] });
    await runAt("2026-05-05T13:00:00Z");
    expect(await runsOf(scheduleId)).toEqual([]);
    await resumeSchedules(bench.clerk({ clock: clockAt("2026-06-06T13:00:00Z") }), { scheduleIds: [scheduleId] });
    expect(await scheduleOf(scheduleId)).toMatchObject({ status: "active", next: "2026-07-05" });
    await cancelSchedules(bench.clerk(), { scheduleIds: [scheduleId] });
    await runAt("2026-07-05T13:00:00Z");
    expect(await runsOf(scheduleId)).toEqual([]);
    expect(await refusalOf(cancelSchedules(bench.clerk(), { scheduleIds: [scheduleId] }))).toMatchObject({
      reason: "schedule_over",
    });
  });

  it("is made once from one form, for whoever may take payments, in the accounts they may use", async () => {
    const { payerId, methodId } = await bench.keep();
    const form = scheduleForm({ payerId, methodId });
    const made = await Promise.all([createSchedules(bench.clerk(), form), createSchedules(bench.clerk(), form)]);
    expect(made[0]).toEqual(made[1]);
    expect(await refusalOf(createSchedules(bench.viewer(), form))).toMatchObject({ code: "forbidden" });
    const other = bench.clerk({ accountIds: ["acc_trust"] });
    const again = scheduleForm({ payerId, methodId });
    expect(await refusalOf(createSchedules(other, again))).toMatchObject({ reason: "account_unknown" });
    expect(
      await refusalOf(pauseSchedules(bench.stranger.ctxAt(), { scheduleIds: [made[0]?.scheduleId ?? ""] })),
    ).toMatchObject({
      reason: "schedule_unknown",
    });
    const past = scheduleForm({ payerId, methodId }, { startDate: "2026-05-03" });
    expect(await refusalOf(createSchedules(bench.clerk(), past))).toMatchObject({ code: "invalid_input" });
    const audit = await test.asOwner("select 1 from audit_log where action = 'schedule.created' and object_id = $1", [
      made[0]?.scheduleId,
    ]);
    expect(audit).toHaveLength(1);
    await cancelSchedules(bench.clerk(), { scheduleIds: [made[0]?.scheduleId ?? ""] });
  });

  it("shares a sum over a general plan's payers each, and needs client and matter on a trust account", async () => {
    const first = await bench.keep();
    const second = await bench.keep();
    const shared = {
      isGeneral: true,
      share: "shared" as const,
      totalCents: 10_000,
      count: "3",
      ends: "never" as const,
    };
    const { planId } = await createSchedules(bench.clerk(), scheduleForm([first, second], shared));
    expect(planId).not.toBeNull();
    const rows = await test.asOwner("select next_cents::int as cents from schedules where plan_id = $1", [planId]);
    expect(rows).toEqual([{ cents: 3_334 }, { cents: 3_334 }]);
    const trust = await bench.keep({ account: "IOLTA Trust" });
    const onTrust = scheduleForm(trust, { account: "acc_trust" });
    expect(await refusalOf(createSchedules(bench.clerk(), onTrust))).toMatchObject({ reason: "trust_needs_matter" });
  });
});
