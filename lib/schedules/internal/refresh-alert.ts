import { and, eq, gt, inArray, or } from "drizzle-orm";
import { scheduleRuns } from "@/db/schema/schedules";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { updateAlert } from "@/lib/alerts/update-alert";
import { notifyStaff } from "@/lib/notifications/notify-staff";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { noticeReasonOf } from "../rules";
import type { StoredRun, StoredSchedule } from "./load";

/** One alert for all that is wrong with a schedule: whoever looks after it sees the runs together. */
const alertOf = (scheduleId: string) => ({ objectType: "schedule", objectId: scheduleId }) as const;

/** Tells staff of a run that failed or was missed: by the alert each time, by mail the first time only. */
export async function tellStaff(
  ctx: Ctx,
  tx: Tx,
  schedule: StoredSchedule,
  of: { run: Pick<StoredRun, "period" | "amountCents" | "currency">; payer: string; reason: string; retryOn: string },
): Promise<void> {
  const { id, number, name, accountId, payerId } = schedule;
  const { run, payer, reason, retryOn } = of;
  const { period, amountCents, currency } = run;
  await updateAlert(ctx, tx, {
    ...{ ...alertOf(id), kind: "schedule_failed", accountId },
    detail: { period, payer, reason, retryOn, number, scheduleId: id },
  });
  await notifyStaff(ctx, tx, {
    ...{ event: "schedule_failed", runId: `${id}:${period}`, accountId, payerId, name, amountCents, currency },
    reason: noticeReasonOf(reason),
    path: `/staff/schedules/${id}`,
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
