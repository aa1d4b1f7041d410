import { and, eq } from "drizzle-orm";
import { postingBatches, postings } from "@/db/schema/postings";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { askForMatching } from "./internal/write-records";

/**
 * What a person does about a file that was not delivered: an open one is due at once; the records of a refused one leave it and are pending
 * again, to be posted in another file.
 * @throws AppError forbidden, not_found (connect_off, posting_batch_unknown), refused (posting_batch_delivered)
 */
export async function retryPostingBatch(
  ctx: Ctx,
  { batchId }: { batchId: string },
): Promise<{ kind: "due" | "released"; records: number }> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const batchIs = and(eq(postingBatches.firmId, ctx.firmId), eq(postingBatches.id, batchId));
    const [batch] = await tx.select().from(postingBatches).where(batchIs).for("update");
    if (!batch) throw new AppError("not_found", { reason: "posting_batch_unknown" });
    requireAccount(ctx, batch.accountId);
    if (batch.status === "delivered") throw new AppError("refused", { reason: "posting_batch_delivered" });
    const subject = { objectType: "posting_batch", objectId: batchId, detail: { number: batch.number } } as const;
    if (batch.status === "open") {
      await tx.update(postingBatches).set({ nextAttemptAt: ctx.clock.now() }).where(batchIs);
      await appendAudit(ctx, tx, { ...subject, action: "posting_file.retry" });
      return { kind: "due", records: batch.records };
    }
    const released = await tx
      .update(postings)
      .set({ state: "pending", batchId: null, queuedAt: null, queuedBy: "", checkedAt: null })
      .where(and(eq(postings.firmId, ctx.firmId), eq(postings.batchId, batchId)))
      .returning({ id: postings.id });
    await askForMatching(ctx, tx);
    await clearAlerts(ctx, tx, { objectType: "posting", objectId: batchId, kinds: ["posting_failed"] });
    await appendAudit(ctx, tx, { ...subject, action: "posting_file.release" });
    return { kind: "released", records: released.length };
  });
}
