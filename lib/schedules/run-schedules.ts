import { and, asc, eq, inArray, lte } from "drizzle-orm";
import { scheduleRuns, schedules } from "@/db/schema/schedules";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { chargeRun } from "./charge-run";
import { progressOf, type RunKey, runIs, type StoredSchedule, scheduleIs, termsOf } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";
import { mailReminder } from "./internal/mail-payer";
import { missRun } from "./internal/miss-run";
import { planNextRun } from "./internal/plan-next-run";
import { readPayer } from "./internal/read-payer";
import { isMissed } from "./rules";

const BATCH = 50;
const CHARGES = 10;
/** Long enough for a batch whose every charge waits for its limit; another process may take the runs after it. */
const LEASE_MS = 4 * 60_000;

/**
 * Takes up the runs whose time has come, charges them and reminds payers of the next ones. Safe to call twice, at once, late, or after
 * two days of silence: a late run is charged once, no payer twice on one day for one schedule, and what is more than three days late
 * waits for a person (docs/schedules.md).
 */
export async function runSchedules(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  // What falls due while this runs is left to the next run.
  const startedAt = ctx.clock.now();
  await takeUpDue(ctx, startedAt);
  await remindDue(ctx, startedAt);
  if (await isMoneyFrozen(ctx)) return { ...result, remaining: await countDue(ctx, startedAt) };
  for (;;) {
    const due = await leaseDue(ctx, startedAt);
    if (due.length === 0) return result;
    for (const key of due) {
      result.examined += 1;
      try {
        const { kind } = await chargeRun(ctx, key);
        if (kind === "unknown" || kind === "in_progress") result.remaining += 1;
        else result.done += 1;
      } catch (error) {
        if (error instanceof AppError && error.code === "money_frozen") result.remaining += 1;
        else {
          result.failed += 1;
          log().error({ err: error, ...key }, "schedule run failed");
        }
      }
    }
  }
}

/** Makes a run of each schedule that is due and writes down what comes after it. */
async function takeUpDue(ctx: Ctx, startedAt: Date): Promise<void> {
  for (;;) {
    const taken = await inFirm(ctx, async (tx) => {
      const { timeZone } = await getFirm(ctx, tx);
      const rows = await tx
        .select()
        .from(schedules)
        .where(and(eq(schedules.firmId, ctx.firmId), lte(schedules.nextAt, startedAt)))
        .orderBy(asc(schedules.nextAt), asc(schedules.id))
        .limit(BATCH)
        .for("update", { skipLocked: true });
      for (const row of rows) await takeUp(ctx, tx, row, timeZone);
      return rows.length;
    });
    if (taken === 0) return;
  }
}

async function takeUp(ctx: Ctx, tx: Tx, schedule: StoredSchedule, timeZone: string): Promise<void> {
  const { id, nextDate: period, nextCents, currency } = schedule;
  if (!period || nextCents === null) throw new Error(`schedule ${id} is due without a run`);
  const now = ctx.clock.now();
  const today = dateInZone(now, timeZone);
  await tx
    .insert(scheduleRuns)
    .values({
      ...{ firmId: ctx.firmId, scheduleId: id, period, currency, amountCents: nextCents },
      ...{ status: "due", chargeAt: now, isLate: period < today, createdAt: now },
    })
    .onConflictDoNothing();
  const isTooLate = isMissed(period, today);
  if (isTooLate) await missRun(ctx, tx, schedule, period);
  const known = progressOf(schedule);
  const progress = {
    takenRuns: known.takenRuns + 1,
    takenCents: known.takenCents + nextCents,
    lastDate: period,
    skips: known.skips.filter((day) => day > period),
  };
  await planNextRun(
    ctx,
    tx,
    { id, terms: termsOf(schedule), progress },
    { timeZone, startedOn: isTooLate ? null : today },
  );
}

async function remindDue(ctx: Ctx, startedAt: Date): Promise<void> {
  for (;;) {
    const told = await inFirm(ctx, async (tx) => {
      const rows = await tx
        .select()
        .from(schedules)
        .where(and(eq(schedules.firmId, ctx.firmId), lte(schedules.remindAt, startedAt)))
        .orderBy(asc(schedules.remindAt), asc(schedules.id))
        .limit(BATCH)
        .for("update", { skipLocked: true });
      for (const row of rows) await remind(ctx, tx, row, startedAt);
      return rows.length;
    });
    if (told === 0) return;
  }
}

async function remind(ctx: Ctx, tx: Tx, schedule: StoredSchedule, startedAt: Date): Promise<void> {
  const { id: scheduleId, nextDate: period, nextAt } = schedule;
  await tx.update(schedules).set({ remindAt: null }).where(scheduleIs(ctx, scheduleId));
  // After a silence of the scheduler the charge itself may be due: its receipt says more than a reminder.
  if (!period || !nextAt || nextAt <= startedAt) return;
  const payer = await readPayer(ctx, tx, schedule.payerId);
  if (payer.archivedAt) return;
  await mailReminder(ctx, tx, { schedule, payer, period });
  await logScheduleEvent(ctx, tx, { scheduleId, period }, "reminded");
}

/** A paused schedule's retries wait; those of one that has ended go on. */
function dueRuns(ctx: Ctx, startedAt: Date) {
  return and(
    eq(scheduleRuns.firmId, ctx.firmId),
    lte(scheduleRuns.chargeAt, startedAt),
    inArray(schedules.status, ["active", "ended"]),
  );
}

const OF_RUN = and(eq(schedules.firmId, scheduleRuns.firmId), eq(schedules.id, scheduleRuns.scheduleId));

/** Takes due runs for this process by moving their time forward; SKIP LOCKED lets several share the work. */
async function leaseDue(ctx: Ctx, startedAt: Date): Promise<RunKey[]> {
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ scheduleId: scheduleRuns.scheduleId, period: scheduleRuns.period })
      .from(scheduleRuns)
      .innerJoin(schedules, OF_RUN)
      .where(dueRuns(ctx, startedAt))
      .orderBy(asc(scheduleRuns.chargeAt), asc(scheduleRuns.scheduleId))
      .limit(CHARGES)
      .for("update", { of: scheduleRuns, skipLocked: true });
    const chargeAt = new Date(ctx.clock.now().getTime() + LEASE_MS);
    for (const row of rows) await tx.update(scheduleRuns).set({ chargeAt }).where(runIs(ctx, row));
    return rows;
  });
}

async function countDue(ctx: Ctx, startedAt: Date): Promise<number> {
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ period: scheduleRuns.period })
      .from(scheduleRuns)
      .innerJoin(schedules, OF_RUN)
      .where(dueRuns(ctx, startedAt)),
  );
  return rows.length;
}
