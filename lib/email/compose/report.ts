import { and, eq } from "drizzle-orm";
import { reportSchedules } from "@/db/schema/exports";
import { savedViews } from "@/db/schema/lists";
import { users } from "@/db/schema/staff";
import ReportMail from "@/emails/report";
import { findExportFile } from "@/lib/exports/read-export-file";
import { getFirm } from "@/lib/firms/queries";
import { textsOf } from "@/lib/i18n/texts";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { fitsIntoMail } from "@/lib/reports/rules";
import { type Composer, draftOf, idIn, mailFirmOf } from "./parts";

/** Waits for its file; is not sent once its schedule was removed or its export cancelled. */
export const composeReport: Composer = async (ctx, tx, payload, locale) => {
  const scheduleId = idIn(payload, "scheduleId");
  const rows = await tx
    .select({ schedule: reportSchedules, viewName: savedViews.name, ownerName: users.name })
    .from(reportSchedules)
    .leftJoin(savedViews, and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, reportSchedules.viewId)))
    .leftJoin(users, and(eq(users.firmId, ctx.firmId), eq(users.id, reportSchedules.createdBy)))
    .where(and(eq(reportSchedules.firmId, ctx.firmId), eq(reportSchedules.id, scheduleId)));
  const row = rows[0];
  const file = await findExportFile(ctx, tx, idIn(payload, "exportId"));
  if (!row || !file || file.status === "cancelled") return null;
  if (file.status !== "done") throw new AppError("conflict", { reason: `export_${file.status}` });
  const { schedule, viewName, ownerName } = row;
  const { frequency, day, hour, lastAt } = schedule;
  return draftOf(ReportMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    name: viewName ?? textsOf(locale, "payments.report")(schedule.builtIn),
    asOf: lastAt ?? ctx.clock.now(),
    rhythm: { frequency, day, hour },
    rows: file.rows,
    fileName: fitsIntoMail(file.bytes) ? file.fileName : null,
    ownerName: ownerName ?? "",
    url: `${appUrl()}/staff/payments?${file.query}`,
  });
};
