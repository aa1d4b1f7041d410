import { and, asc, eq } from "drizzle-orm";
import { reportSchedules } from "@/db/schema/exports";
import { savedViews } from "@/db/schema/lists";
import { users } from "@/db/schema/staff";
import { listSavedViews } from "@/lib/lists/queries";
import { BUILT_IN_REPORTS } from "@/lib/payments/built-in-reports";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { reportNameOf } from "./internal/load";
import type { ReportChoice, ReportScheduleRow } from "./model";
import { findObstacle } from "./rules";

/** Every schedule of the firm, the next to be sent first; paused ones last. @throws AppError forbidden */
export async function listReportSchedules(ctx: Ctx): Promise<ReportScheduleRow[]> {
  requirePermission(ctx, "reports.manage");
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : "";
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ schedule: reportSchedules, view: savedViews, owner: users })
      .from(reportSchedules)
      .leftJoin(savedViews, and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, reportSchedules.viewId)))
      .leftJoin(users, and(eq(users.firmId, ctx.firmId), eq(users.id, reportSchedules.createdBy)))
      .where(eq(reportSchedules.firmId, ctx.firmId))
      .orderBy(asc(reportSchedules.nextAt), asc(reportSchedules.id)),
  );
  const listed = rows.map(({ schedule, view, owner }): ReportScheduleRow => {
    const { id, format, frequency, day, hour, emails, createdBy, nextAt, lastAt, pausedAt } = schedule;
    return {
      ...{ id, format, frequency, day, hour, emails, nextAt, lastAt, pausedAt },
      name: reportNameOf(schedule, view),
      ownerName: owner?.name ?? "",
      isOwn: createdBy === userId,
      obstacle: findObstacle({
        owner: owner && !owner.disabledAt ? rightsOf(owner.permissions) : null,
        view: view && { isShared: view.isShared, isOwners: view.ownerId === createdBy },
      }),
    };
  });
  return [...listed.filter(({ pausedAt }) => !pausedAt), ...listed.filter(({ pausedAt }) => pausedAt)];
}

/** What the user who acts may put on a schedule: the built-in reports, their own views and those of the firm. */
export async function listReportChoices(ctx: Ctx): Promise<ReportChoice[]> {
  requirePermission(ctx, "reports.manage");
  const views = await listSavedViews(ctx, "payments");
  return [
    ...BUILT_IN_REPORTS.map(({ id }) => ({ value: id, name: { builtIn: id, viewName: null } })),
    ...views.map(({ id, name }) => ({ value: id, name: { builtIn: null, viewName: name } })),
  ];
}

function rightsOf(permissions: readonly string[]) {
  return { mayView: permissions.includes("payments.view"), mayManage: permissions.includes("reports.manage") };
}
