import { reportSchedules } from "@/db/schema/exports";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { clearReportAlerts } from "./follow-report-mail";
import { lockSchedule, scheduleIs } from "./internal/load";
import type { ReportScheduleIdInput } from "./schemas";

/** Ends a schedule for good; the report itself stays. @throws AppError forbidden, not_found */
export async function removeReportSchedule(ctx: Ctx, { scheduleId }: ReportScheduleIdInput): Promise<void> {
  requirePermission(ctx, "reports.manage");
  await inFirm(ctx, async (tx) => {
    const { viewId, builtIn, emails } = await lockSchedule(ctx, tx, scheduleId);
    await clearReportAlerts(ctx, tx, scheduleId);
    await tx.delete(reportSchedules).where(scheduleIs(ctx, scheduleId));
    await appendAudit(ctx, tx, {
      action: "report_schedule.remove",
      objectType: "report_schedule",
      objectId: scheduleId,
      detail: { report: viewId ?? builtIn, emails },
    });
  });
}
