import { and, eq, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { auditChecks } from "@/db/schema/effects";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { updateAlert } from "@/lib/alerts/update-alert";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { CronResult } from "@/lib/jobs/model";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { verifyAudit } from "./verify-audit";

/** Asks for a walk over the whole log, which a job does: it takes a second for every 50,000 rows or so. @throws AppError forbidden */
export async function askAuditCheck(ctx: Ctx): Promise<{ firmId: string }> {
  requirePermission(ctx, "settings.manage");
  const { firmId } = ctx;
  await inFirm(ctx, (tx) => enqueueJob(tx, "check-audit", { firmId }, { key: `check-audit:${firmId}` }));
  return { firmId };
}

/** Walks the whole log and keeps what was found, with an alert while a row is wrong. Reads everything else only; once a night, and when somebody asks. */
export async function checkAudit(ctx: Ctx): Promise<CronResult> {
  const { rows, headHash, broken } = await verifyAudit(ctx);
  const found = {
    checkedAt: ctx.clock.now(),
    checkedBy: actorName(ctx.actor),
    rows,
    headHash,
    brokenSeq: broken?.seq ?? null,
    fault: broken?.fault ?? "",
  };
  await inFirm(ctx, async (tx) => {
    await tx
      .insert(auditChecks)
      .values({ firmId: ctx.firmId, ...found })
      .onConflictDoUpdate({ target: auditChecks.firmId, set: found });
    const subject = { objectType: "firm", objectId: ctx.firmId } as const;
    const detail = { seq: String(broken?.seq ?? ""), fault: broken?.fault ?? "" };
    const alert = { ...subject, kind: "audit_broken" as const, accountId: null, detail };
    // Who has looked into a row and said so is not told of the same one again each night.
    if (broken && !(await isTold(ctx, tx, detail))) await updateAlert(ctx, tx, alert);
    if (!broken) await clearAlerts(ctx, tx, { ...subject, kinds: ["audit_broken"] });
  });
  if (broken) log().error({ firmId: ctx.firmId, seq: broken.seq, fault: broken.fault }, "audit log was changed");
  return { examined: rows, done: broken ? 0 : 1, failed: broken ? 1 : 0, remaining: 0 };
}

async function isTold(ctx: Ctx, tx: Tx, { seq, fault }: { seq: string; fault: string }): Promise<boolean> {
  const same = sql`${alerts.detail}->>'seq' = ${seq} and ${alerts.detail}->>'fault' = ${fault}`;
  const told = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.firmId, ctx.firmId), eq(alerts.kind, "audit_broken"), same))
    .limit(1);
  return told.length > 0;
}
