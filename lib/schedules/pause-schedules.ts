import { schedules } from "@/db/schema/schedules";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { eachSchedule } from "./internal/each-schedule";
import { scheduleIs } from "./internal/load";
import type { SchedulesInput } from "./schemas";

/**
 * Lets nothing be charged until it is resumed, retries neither. What is at the gateway runs to its end.
 * @throws AppError forbidden, not_found, refused (schedule_not_active)
 */
export async function pauseSchedules(ctx: Ctx, input: SchedulesInput): Promise<{ count: number }> {
  requirePermission(ctx, "payments.take");
  return eachSchedule(ctx, input, { event: "paused", refusal: "schedule_not_active" }, async (tx, schedule) => {
    if (schedule.status !== "active") return false;
    const paused = { status: "paused" as const, nextAt: null, remindAt: null, revision: schedule.revision + 1 };
    await tx.update(schedules).set(paused).where(scheduleIs(ctx, schedule.id));
    return true;
  });
}
