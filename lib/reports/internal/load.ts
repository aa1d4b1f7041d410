import { and, eq, type SQL } from "drizzle-orm";
import { reportSchedules } from "@/db/schema/exports";
import { savedViews } from "@/db/schema/lists";
import { BUILT_IN_REPORTS } from "@/lib/payments/built-in-reports";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { ReportName } from "../model";

export type StoredSchedule = typeof reportSchedules.$inferSelect;
export type StoredView = typeof savedViews.$inferSelect;

export function scheduleIs(ctx: Ctx, scheduleId: string): SQL | undefined {
  return and(eq(reportSchedules.firmId, ctx.firmId), eq(reportSchedules.id, scheduleId));
}

/** @throws AppError not_found (report_schedule_unknown) */
export async function lockSchedule(ctx: Ctx, tx: Tx, scheduleId: string): Promise<StoredSchedule> {
  const rows = await tx.select().from(reportSchedules).where(scheduleIs(ctx, scheduleId)).for("update");
  if (!rows[0]) throw new AppError("not_found", { reason: "report_schedule_unknown" });
  return rows[0];
}

export async function findView(ctx: Ctx, tx: Tx, viewId: string | null): Promise<StoredView | null> {
  if (viewId === null) return null;
  const rows = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.firmId, ctx.firmId), eq(savedViews.id, viewId)));
  return rows[0] ?? null;
}

/** What a report asks and shows: the list, its query and its columns. Null for a built-in one that there is no more. */
export function contentOf(
  { builtIn }: Pick<StoredSchedule, "builtIn">,
  view: StoredView | null,
): { listId: string; query: string; columns: string[] } | null {
  if (view) return { listId: view.listId, query: view.query, columns: view.columns.map(({ id }) => id) };
  const report = BUILT_IN_REPORTS.find(({ id }) => id === builtIn);
  return report ? { listId: "payments", query: report.query, columns: [...report.columns] } : null;
}

export function reportNameOf({ builtIn }: Pick<StoredSchedule, "builtIn">, view: { name: string } | null): ReportName {
  return view ? { builtIn: null, viewName: view.name } : { builtIn, viewName: null };
}
