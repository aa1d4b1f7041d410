import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { reportSchedules } from "@/db/schema/exports";
import { appendAudit } from "@/lib/audit/append-audit";
import { enqueueMails } from "@/lib/email/enqueue-mail";
import { orderExport } from "@/lib/exports/order-export";
import { getFirm } from "@/lib/firms/queries";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findUserContext, type UserContext } from "@/lib/staff/find-user-context";
import { holdsPermission } from "@/lib/staff/rules";
import { raiseReportAlert } from "./follow-report-mail";
import { contentOf, findView, type StoredSchedule, type StoredView, scheduleIs } from "./internal/load";
import { findObstacle, lastReportAt, nextReportAt } from "./rules";

/**
 * Orders the file of each report that is due and puts its mails into the outbox, where they wait for the file. One file for each
 * moment: called twice, at once or late it is one, and after days without a call it is the latest. A report whose owner has left or
 * may not see it any more is paused, with an alert.
 */
export async function runDueReports(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  for (;;) {
    const ran = await inFirm(ctx, (tx) => runNext(ctx, tx));
    if (ran === "none") return result;
    result.examined += 1;
    result[ran] += 1;
  }
}

async function runNext(ctx: Ctx, tx: Tx): Promise<"done" | "failed" | "none"> {
  const rows = await tx
    .select()
    .from(reportSchedules)
    .where(
      and(
        eq(reportSchedules.firmId, ctx.firmId),
        isNull(reportSchedules.pausedAt),
        lte(reportSchedules.nextAt, ctx.clock.now()),
      ),
    )
    .orderBy(asc(reportSchedules.nextAt), asc(reportSchedules.id))
    .limit(1)
    .for("update", { skipLocked: true });
  const [schedule] = rows;
  if (!schedule) return "none";
  const owner = await findUserContext(ctx, tx, schedule.createdBy);
  const view = await findView(ctx, tx, schedule.viewId);
  const content = contentOf(schedule, view);
  if (!owner || !content || isObstructed(schedule, owner, view)) {
    await pause(ctx, tx, schedule);
    return "failed";
  }
  await send(ctx, tx, schedule, owner, content);
  return "done";
}

function isObstructed(schedule: StoredSchedule, { ctx: { actor } }: UserContext, view: StoredView | null): boolean {
  const rights = {
    mayView: holdsPermission(actor, "payments.view"),
    mayManage: holdsPermission(actor, "reports.manage"),
  };
  const seen = view && { isShared: view.isShared, isOwners: view.ownerId === schedule.createdBy };
  return findObstacle({ owner: rights, view: seen }) !== null;
}

async function pause(ctx: Ctx, tx: Tx, { id, createdBy }: StoredSchedule): Promise<void> {
  await tx.update(reportSchedules).set({ pausedAt: ctx.clock.now() }).where(scheduleIs(ctx, id));
  await appendAudit(ctx, tx, {
    action: "report_schedule.pause",
    objectType: "report_schedule",
    objectId: id,
    detail: { owner: createdBy },
  });
  await raiseReportAlert(ctx, tx, { scheduleId: id, cause: "paused", address: "" });
}

type Content = NonNullable<ReturnType<typeof contentOf>>;

async function send(ctx: Ctx, tx: Tx, schedule: StoredSchedule, owner: UserContext, content: Content): Promise<void> {
  const now = ctx.clock.now();
  const { timeZone } = await getFirm(ctx, tx);
  const dueAt = lastReportAt(schedule, timeZone, schedule.nextAt, now);
  const { locale } = owner;
  const exportId = await orderExport(ctx, tx, {
    ...content,
    format: schedule.format,
    userId: schedule.createdBy,
    locale,
    asOf: dueAt,
    timeZone,
  });
  const mails = schedule.emails.map((toAddress) => ({
    kind: "report" as const,
    toAddress,
    locale,
    objectType: "export" as const,
    objectId: exportId,
    payload: { exportId, scheduleId: schedule.id },
    dedupeKey: `report:${schedule.id}:${dueAt.toISOString()}:${toAddress}`,
  }));
  await enqueueMails(ctx, tx, mails, { isHeld: true });
  const nextAt = nextReportAt(schedule, timeZone, now);
  await tx.update(reportSchedules).set({ lastAt: dueAt, nextAt }).where(scheduleIs(ctx, schedule.id));
}
