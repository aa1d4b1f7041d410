import { auditChecks } from "@/db/schema/effects";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { CronResult } from "@/lib/jobs/model";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { verifyAudit } from "./verify-audit";

/** Asks for a walk over the whole log, which a job does: it takes a second for every 50,000 rows or so. @throws AppError forbidden */
export async function askAuditCheck(ctx: Ctx): Promise<{ firmId: string }> {
  requirePermission(ctx, "settings.manage");
  const { firmId } = ctx;
  await inFirm(ctx, (tx) => enqueueJob(tx, "check-audit", { firmId }, { key: `check-audit:${firmId}` }));
  return { firmId };
}

/** Walks the whole log and keeps what was found. Reads everything else only; once a night, and when somebody asks. */
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
  await inFirm(ctx, (tx) =>
    tx
      .insert(auditChecks)
      .values({ firmId: ctx.firmId, ...found })
      .onConflictDoUpdate({ target: auditChecks.firmId, set: found }),
  );
  if (broken) log().error({ firmId: ctx.firmId, seq: broken.seq, fault: broken.fault }, "audit log was changed");
  return { examined: rows, done: broken ? 0 : 1, failed: broken ? 1 : 0, remaining: 0 };
}
