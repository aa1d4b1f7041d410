import { and, eq } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { reportSchedules } from "@/db/schema/exports";
import { savedViews } from "@/db/schema/lists";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { scheduleIs } from "./internal/load";

/** `scheduleId` and `exportId` of the mail's payload. `lastError`: why it was given up; "export_..." when its file was never written. */
export type EndedReportMail = { scheduleId: string; exportId: string; toAddress: string; lastError: string };

/** Raises an alert for a report that was not mailed, in the transaction that gives its mail up or puts it off. Nothing for a schedule that was removed. */
export async function followFailedReport(ctx: Ctx, tx: Tx, mail: EndedReportMail): Promise<void> {
  const cause = mail.lastError.startsWith("export_") ? "file" : "mail";
  await raiseReportAlert(ctx, tx, { scheduleId: mail.scheduleId, cause, address: mail.toAddress });
}

/** Takes the alert of a schedule away with its next report that is mailed, unless another address did not get that one. */
export async function followSentReport(ctx: Ctx, tx: Tx, { scheduleId, exportId }: EndedReportMail): Promise<void> {
  const failed = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(
      and(
        eq(mails.firmId, ctx.firmId),
        eq(mails.objectType, "export"),
        eq(mails.objectId, exportId),
        eq(mails.status, "failed"),
      ),
    )
    .limit(1);
  if (failed.length === 0) await clearReportAlerts(ctx, tx, scheduleId);
}

/** `address`: who did not get it; empty when nobody gets it any more. */
type ReportFailure = { scheduleId: string; cause: "mail" | "file" | "paused"; address: string };

export async function raiseReportAlert(ctx: Ctx, tx: Tx, { scheduleId, cause, address }: ReportFailure): Promise<void> {
  const rows = await tx
    .select({ builtIn: reportSchedules.builtIn, viewName: savedViews.name })
    .from(reportSchedules)
    .leftJoin(savedViews, and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, reportSchedules.viewId)))
    .where(scheduleIs(ctx, scheduleId));
  const row = rows[0];
  if (!row) return;
  await raiseAlert(ctx, tx, {
    kind: "report_failed",
    objectType: "report_schedule",
    objectId: scheduleId,
    accountId: null,
    detail: { cause, address, builtIn: row.builtIn, report: row.viewName ?? "" },
  });
}

/** When its cause is gone: the schedule was resumed or removed, or mails again. */
export async function clearReportAlerts(ctx: Ctx, tx: Tx, scheduleId: string): Promise<void> {
  await clearAlerts(ctx, tx, { objectType: "report_schedule", objectId: scheduleId, kinds: ["report_failed"] });
}
