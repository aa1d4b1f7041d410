import { and, asc, eq, lte } from "drizzle-orm";
import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { enqueueUploadJob, leaseFrom } from "./internal/enqueue-upload";
import { rowsOf, uploadIs } from "./internal/load";
import { UPLOAD_KEPT_DAYS } from "./model";

const BATCH = 50;
const DAY_MS = 86_400_000;
/** What has not come to an end in a day after somebody wished it does not come to one by itself. */
const GIVEN_UP_MS = DAY_MS;

/**
 * Gives uploads another job whose own died with its process, stops those that no process gets to an end, and drops files that nobody
 * sent.
 */
export async function resumeLinkUploads(ctx: Ctx): Promise<CronResult> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const silent = await tx
      .select({ id: linkUploads.id, changedAt: linkUploads.changedAt })
      .from(linkUploads)
      .where(
        and(eq(linkUploads.firmId, ctx.firmId), eq(linkUploads.status, "running"), lte(linkUploads.leasedUntil, now)),
      )
      .orderBy(asc(linkUploads.leasedUntil))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    let failed = 0;
    for (const { id, changedAt } of silent) {
      if (now.getTime() - changedAt.getTime() > GIVEN_UP_MS) {
        failed += 1;
        const end = { status: "stopped" as const, failure: "given_up", leasedUntil: null };
        await tx.update(linkUploads).set(end).where(uploadIs(ctx, id));
        continue;
      }
      await tx
        .update(linkUploads)
        .set({ leasedUntil: leaseFrom(ctx) })
        .where(uploadIs(ctx, id));
      await enqueueUploadJob(ctx, tx, id);
    }
    const dropped = await dropForgotten(ctx, tx, now);
    return { examined: silent.length + dropped, done: silent.length - failed + dropped, failed, remaining: 0 };
  });
}

async function dropForgotten(ctx: Ctx, tx: Tx, now: Date): Promise<number> {
  const forgotten = await tx
    .select({ id: linkUploads.id, fileName: linkUploads.fileName })
    .from(linkUploads)
    .where(
      and(
        eq(linkUploads.firmId, ctx.firmId),
        eq(linkUploads.status, "review"),
        lte(linkUploads.changedAt, new Date(now.getTime() - UPLOAD_KEPT_DAYS * DAY_MS)),
      ),
    )
    .limit(BATCH)
    .for("update", { skipLocked: true });
  for (const { id, fileName } of forgotten) {
    await tx.delete(linkUploadRows).where(rowsOf(ctx, id));
    await tx.update(linkUploads).set({ status: "removed" }).where(uploadIs(ctx, id));
    await appendAudit(ctx, tx, {
      action: "link_upload.remove",
      objectType: "link_upload",
      objectId: id,
      detail: { fileName },
    });
  }
  return forgotten.length;
}
