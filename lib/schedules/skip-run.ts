import { schedules } from "@/db/schema/schedules";
import { appendAudit } from "@/lib/audit/append-audit";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockSchedule, progressOf, type StoredSchedule, scheduleIs, termsOf } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";
import { planNextRun } from "./internal/plan-next-run";
import { comingRuns, nextRunOf, planOf, runInstant } from "./rules";
import type { RunInput } from "./schemas";

/** As far ahead as the page shows days to skip. */
const REACH = 120;

/**
 * Leaves one coming day out. Of a sum that is shared, or a number of payments, that part moves to the end.
 * @throws AppError forbidden, not_found, refused (run_not_coming)
 */
export async function skipRun(ctx: Ctx, { scheduleId, period }: RunInput): Promise<{ scheduleId: string }> {
  requirePermission(ctx, "payments.take");
  return inFirm(ctx, async (tx) => {
    const schedule = await lockSchedule(ctx, tx, scheduleId);
    const { timeZone } = await getFirm(ctx, tx);
    const terms = termsOf(schedule);
    const known = progressOf(schedule);
    const isOver = schedule.status !== "active" && schedule.status !== "paused";
    const coming = comingRuns(planOf(terms, timeZone), known, REACH);
    if (isOver || !coming.some(({ date }) => date === period))
      throw new AppError("refused", { reason: "run_not_coming" });
    const progress = { ...known, skips: [...known.skips, period] };
    if (schedule.status === "active") {
      await planNextRun(
        ctx,
        tx,
        { id: scheduleId, terms, progress },
        { timeZone, startedOn: takenUpOn(schedule, timeZone) },
      );
    } else {
      const next = nextRunOf(terms, progress, { timeZone, now: ctx.clock.now(), startedOn: null });
      const shown = next ? { nextDate: next.nextDate, nextCents: next.nextCents } : { nextDate: schedule.nextDate };
      await tx
        .update(schedules)
        .set({ ...progress, ...shown })
        .where(scheduleIs(ctx, scheduleId));
    }
    await logScheduleEvent(ctx, tx, { scheduleId, period }, "skipped");
    await appendAudit(ctx, tx, {
      action: "schedule.skipped",
      objectType: "schedule",
      objectId: scheduleId,
      detail: { number: schedule.number, period },
    });
    return { scheduleId };
  });
}

/** The day on which a late run was taken up, if the next one waits for the day after it. */
function takenUpOn({ nextDate, nextAt }: StoredSchedule, timeZone: string): string | null {
  if (!nextDate || !nextAt || nextAt <= new Date(runInstant(nextDate, { timeZone }))) return null;
  return addDays(dateInZone(nextAt, timeZone), -1);
}
