import { reportSchedules } from "@/db/schema/exports";
import { appendAudit } from "@/lib/audit/append-audit";
import { getListSource } from "@/lib/exports/list-sources";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { contentOf, findView } from "./internal/load";
import { nextReportAt } from "./rules";
import type { CreateReportScheduleInput } from "./schemas";

/**
 * Puts a built-in report or a saved view on a schedule, mailed with the rows that the one who acts may see at each time.
 * @throws AppError forbidden, invalid_input (report_unknown)
 */
export async function createReportSchedule(
  ctx: Ctx,
  input: CreateReportScheduleInput,
): Promise<{ scheduleId: string }> {
  requirePermission(ctx, "reports.manage");
  requirePermission(ctx, "payments.view");
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", { reason: "needs_user" });
  const { userId } = ctx.actor;
  const { report, format, frequency, day, hour, emails } = input;
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const viewId = report.startsWith("view_") ? report : null;
    const view = await findView(ctx, tx, viewId);
    const isVisible = viewId === null || (view !== null && (view.isShared || view.ownerId === userId));
    const content = contentOf({ builtIn: viewId === null ? report : "" }, view);
    if (!isVisible || !content) throw unknownReport();
    // Not every list with saved views can be written to a file.
    getListSource(content.listId);
    const { timeZone } = await getFirm(ctx, tx);
    const scheduleId = ctx.ids.next("rps");
    await tx.insert(reportSchedules).values({
      firmId: ctx.firmId,
      id: scheduleId,
      viewId,
      builtIn: viewId === null ? report : "",
      format,
      frequency,
      day,
      hour,
      emails,
      createdBy: userId,
      createdAt: now,
      nextAt: nextReportAt({ frequency, day, hour }, timeZone, now),
    });
    const detail = { report, format, frequency, day, hour, emails };
    await appendAudit(ctx, tx, {
      action: "report_schedule.create",
      objectType: "report_schedule",
      objectId: scheduleId,
      detail,
    });
    return { scheduleId };
  });
}

function unknownReport(): AppError {
  const fields = [{ path: "report", message: "report_unknown" }];
  return new AppError("invalid_input", { reason: "report_unknown", fields });
}
