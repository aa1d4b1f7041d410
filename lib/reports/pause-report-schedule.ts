import { reportSchedules } from "@/db/schema/exports";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockSchedule, scheduleIs } from "./internal/load";
import type { ReportScheduleIdInput } from "./schemas";

/** Sends nothing until it is resumed. @throws AppError forbidden, not_found */
export async function pauseReportSchedule(ctx: Ctx, { scheduleId }: ReportScheduleIdInput): Promise<void> {
  requirePermission(ctx, "reports.manage");
  await inFirm(ctx, async (tx) => {
    const { pausedAt } = await lockSchedule(ctx, tx, scheduleId);
    if (pausedAt) return;
    await tx.update(reportSchedules).set({ pausedAt: ctx.clock.now() }).where(scheduleIs(ctx, scheduleId));
    await appendAudit(ctx, tx, {
      action: "report_schedule.pause",
      objectType: "report_schedule",
      objectId: scheduleId,
    });
  });
}
