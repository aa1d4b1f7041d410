import { and, eq } from "drizzle-orm";
import { scheduleRuns, schedules } from "@/db/schema/schedules";
import { requireAccount } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { FREQUENCIES, type ScheduleProgress, type ScheduleTerms } from "../model";

export type StoredSchedule = typeof schedules.$inferSelect;
export type StoredRun = typeof scheduleRuns.$inferSelect;
export type RunKey = { scheduleId: string; period: string };

export function scheduleIs(ctx: Ctx, scheduleId: string) {
  return and(eq(schedules.firmId, ctx.firmId), eq(schedules.id, scheduleId));
}

export function runIs(ctx: Ctx, { scheduleId, period }: RunKey) {
  return and(
    eq(scheduleRuns.firmId, ctx.firmId),
    eq(scheduleRuns.scheduleId, scheduleId),
    eq(scheduleRuns.period, period),
  );
}

/** The schedule, locked until the transaction ends; always before its runs. @throws AppError not_found */
export async function lockSchedule(ctx: Ctx, tx: Tx, scheduleId: string): Promise<StoredSchedule> {
  const [row] = await tx.select().from(schedules).where(scheduleIs(ctx, scheduleId)).for("update");
  if (!row) throw new AppError("not_found", { reason: "schedule_unknown" });
  requireAccount(ctx, row.accountId);
  return row;
}

/** A run, locked until the transaction ends. @throws AppError not_found */
export async function lockRun(ctx: Ctx, tx: Tx, key: RunKey): Promise<StoredRun> {
  const [row] = await tx.select().from(scheduleRuns).where(runIs(ctx, key)).for("update");
  if (!row) throw new AppError("not_found", { reason: "run_unknown" });
  return row;
}

/** The terms in a row of schedules or plans. */
export function termsOf(row: Omit<ScheduleTerms, "frequency"> & { frequency: string }): ScheduleTerms {
  const { startDate, days, amountCents, totalCents, count, endDate, stopAtCents, reminderDays } = row;
  const frequency = FREQUENCIES.find((known) => known === row.frequency);
  if (!frequency) throw new Error(`frequency ${row.frequency} of a schedule is not known`);
  return { frequency, startDate, days, amountCents, totalCents, count, endDate, stopAtCents, reminderDays };
}

export function progressOf({ takenRuns, takenCents, lastDate, skips }: StoredSchedule): ScheduleProgress {
  return { takenRuns, takenCents, lastDate, skips };
}
