import { and, eq, gt, inArray, or } from "drizzle-orm";
import { scheduleRuns } from "@/db/schema/schedules";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { updateAlert } from "@/lib/alerts/update-alert";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { StoredSchedule } from "./load";

/** One alert for all that is wrong with a schedule: whoever looks after it sees the runs together. */
const alertOf = (scheduleId: string) => ({ objectType: "schedule", objectId: scheduleId }) as const;

/** Tells staff of a run that failed or was missed. */
export async function raiseScheduleAlert(
  ctx: Ctx,
  tx: Tx,
  schedule: StoredSchedule,
  detail: { period: string; payer: string; reason: string; retryOn: string },
): Promise<void> {
  await updateAlert(ctx, tx, {
    ...alertOf(schedule.id),
    kind: "schedule_failed",
    accountId: schedule.accountId,
    detail: { ...detail, number: schedule.number, scheduleId: schedule.id },
  });
}

/** The alert goes once no run of the schedule waits for anybody any more, whoever saw to it. */
export async function clearMendedAlert(ctx: Ctx, tx: Tx, scheduleId: string): Promise<void> {
  const [bad] = await tx
    .select({ period: scheduleRuns.period })
    .from(scheduleRuns)
    .where(
      and(
        eq(scheduleRuns.firmId, ctx.firmId),
        eq(scheduleRuns.scheduleId, scheduleId),
        or(
          inArray(scheduleRuns.status, ["failed", "missed"]),
          and(eq(scheduleRuns.status, "due"), gt(scheduleRuns.failures, 0)),
        ),
      ),
    )
    .limit(1);
  if (!bad) await clearAlerts(ctx, tx, { ...alertOf(scheduleId), kinds: ["schedule_failed"] });
}
