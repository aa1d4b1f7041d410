import { reportSchedules } from "@/db/schema/exports";
import { appendAudit } from "@/lib/audit/append-audit";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { clearReportAlerts } from "./follow-report-mail";
import { lockSchedule, scheduleIs } from "./internal/load";
import { nextReportAt } from "./rules";
import type { ReportScheduleIdInput } from "./schemas";

/** Goes on with the next moment from now; those that passed meanwhile are not made up for. @throws AppError forbidden, not_found */
export async function resumeReportSchedule(ctx: Ctx, { scheduleId }: ReportScheduleIdInput): Promise<void> {
  requirePermission(ctx, "reports.manage");
  await inFirm(ctx, async (tx) => {
    const schedule = await lockSchedule(ctx, tx, scheduleId);
    if (!schedule.pausedAt) return;
    const { timeZone } = await getFirm(ctx, tx);
    const nextAt = nextReportAt(schedule, timeZone, ctx.clock.now());
    await tx.update(reportSchedules).set({ pausedAt: null, nextAt }).where(scheduleIs(ctx, scheduleId));
    await clearReportAlerts(ctx, tx, scheduleId);
    await appendAudit(ctx, tx, {
      action: "report_schedule.resume",
      objectType: "report_schedule",
      objectId: scheduleId,
    });
  });
}
