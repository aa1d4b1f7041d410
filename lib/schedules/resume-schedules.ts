import { schedules } from "@/db/schema/schedules";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { eachSchedule } from "./internal/each-schedule";
import { progressOf, scheduleIs, termsOf } from "./internal/load";
import { planNextRun } from "./internal/plan-next-run";
import { runInstant } from "./rules";
import type { SchedulesInput } from "./schemas";

/**
 * Goes on with the first day whose hour has not passed. Days that lay in the pause are left out; what is counted or shared moves to the end.
 * @throws AppError forbidden, not_found, refused (schedule_not_paused)
 */
export async function resumeSchedules(ctx: Ctx, input: SchedulesInput): Promise<{ count: number }> {
  requirePermission(ctx, "payments.take");
  return eachSchedule(ctx, input, { event: "resumed", refusal: "schedule_not_paused" }, async (tx, schedule) => {
    if (schedule.status !== "paused") return false;
    const { timeZone } = await getFirm(ctx, tx);
    const today = dateInZone(ctx.clock.now(), timeZone);
    const isPassed = new Date(runInstant(today, { timeZone })) <= ctx.clock.now();
    const passed = isPassed ? today : addDays(today, -1);
    const progress = progressOf(schedule);
    const lastDate = progress.lastDate !== null && progress.lastDate > passed ? progress.lastDate : passed;
    await tx
      .update(schedules)
      .set({ revision: schedule.revision + 1 })
      .where(scheduleIs(ctx, schedule.id));
    const { id } = schedule;
    await planNextRun(
      ctx,
      tx,
      { id, terms: termsOf(schedule), progress: { ...progress, lastDate } },
      { timeZone, startedOn: null },
    );
    return true;
  });
}
