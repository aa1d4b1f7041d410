import { linkUploads } from "@/db/schema/link-uploads";
import { linkBatches } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { findBatchAccount } from "@/lib/link-batches/find-batch-account";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { countRows } from "./internal/count-rows";
import { enqueueUploadJob, leaseFrom } from "./internal/enqueue-upload";
import { lockUpload, nameOf, type StoredUpload, uploadIs } from "./internal/load";
import type { StartUploadInput } from "./schemas";

/**
 * Says that links are made of all rows, and whether they are mailed. From here on the rows stay as they are, and a job makes the links.
 * Pressed again it is what it was: the batch that was begun.
 * @throws AppError forbidden, not_found (upload_unknown), conflict (upload_changed), refused (rows_to_mend, upload_empty, upload_started),
 * invalid_input (account_unknown, trust_not_for_files)
 */
export async function startLinkUpload(ctx: Ctx, input: StartUploadInput): Promise<{ batchId: string }> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const upload = await lockUpload(ctx, tx, input.uploadId);
    if (upload.batchId !== null) {
      if (upload.byEmail !== input.send) throw new AppError("refused", { reason: "upload_started" });
      return { batchId: upload.batchId };
    }
    // Rows that were changed in another window are not sent by whoever has not seen them.
    if (upload.revision !== input.revision) throw new AppError("conflict", { reason: "upload_changed" });
    return beginBatch(ctx, tx, upload, input.send);
  });
}

async function beginBatch(ctx: Ctx, tx: Tx, upload: StoredUpload, send: boolean): Promise<{ batchId: string }> {
  const { id: uploadId, fileName } = upload;
  const { rows, bad, totalCents } = await countRows(ctx, tx, uploadId);
  if (rows === 0) throw new AppError("refused", { reason: "upload_empty" });
  if (bad > 0) throw new AppError("refused", { reason: "rows_to_mend" });
  const account = await findBatchAccount(ctx, tx, upload.accountId);
  const now = ctx.clock.now();
  const batchId = ctx.ids.next("bat");
  const totals = { links: rows, totalCents, currency: upload.currency };
  await tx.insert(linkBatches).values({
    firmId: ctx.firmId,
    id: batchId,
    requestKey: `upload:${uploadId}`,
    accountId: account.id,
    ...totals,
    byEmail: send,
    createdBy: actorName(ctx.actor),
    createdAt: now,
  });
  await tx
    .update(linkUploads)
    .set({
      status: "running",
      batchId,
      byEmail: send,
      startedBy: ctx.actor.kind === "user" ? ctx.actor.userId : "",
      startedByName: nameOf(ctx.actor),
      startedAt: now,
      changedAt: now,
      leasedUntil: leaseFrom(ctx),
    })
    .where(uploadIs(ctx, uploadId));
  await appendAudit(ctx, tx, {
    action: "link_batch.create",
    objectType: "link_batch",
    objectId: batchId,
    detail: { ...totals, accountId: account.id, send, uploadId, fileName },
  });
  await enqueueUploadJob(ctx, tx, uploadId);
  return { batchId };
}
