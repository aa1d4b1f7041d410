import { and, eq, inArray } from "drizzle-orm";
import { scheduleRuns, schedules } from "@/db/schema/schedules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { eachSchedule } from "./internal/each-schedule";
import { scheduleIs } from "./internal/load";
import { clearMendedAlert } from "./internal/refresh-alert";
import type { SchedulesInput } from "./schemas";

/**
 * Ends a schedule for good: nothing whose charge was not begun is charged any more, planned retries neither. Failed runs are closed with it.
 * @throws AppError forbidden, not_found, refused (schedule_over)
 */
export async function cancelSchedules(ctx: Ctx, input: SchedulesInput): Promise<{ count: number }> {
  requirePermission(ctx, "payments.take");
  return eachSchedule(ctx, input, { event: "cancelled", refusal: "schedule_over" }, async (tx, schedule) => {
    if (schedule.status === "cancelled") return false;
    const now = ctx.clock.now();
    const over = { nextDate: null, nextCents: null, nextAt: null, remindAt: null, endedAt: now };
    await tx
      .update(schedules)
      .set({ ...over, status: "cancelled", revision: schedule.revision + 1 })
      .where(scheduleIs(ctx, schedule.id));
    await tx
      .update(scheduleRuns)
      .set({ status: "resolved", chargeAt: null, note: "", reason: "cancelled", finishedAt: now })
      .where(
        and(
          eq(scheduleRuns.firmId, ctx.firmId),
          eq(scheduleRuns.scheduleId, schedule.id),
          inArray(scheduleRuns.status, ["due", "failed", "missed"]),
        ),
      );
    await clearMendedAlert(ctx, tx, schedule.id);
    return true;
  });
}
