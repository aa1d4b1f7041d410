import { linkUploads } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { enqueueUploadJob, leaseFrom } from "./internal/enqueue-upload";
import { lockUpload, uploadIs } from "./internal/load";
import type { UploadIdInput } from "./schemas";

/**
 * Goes on with an upload that stopped or went silent; rows that have their link are left as they are. One that is done stays done.
 * @throws AppError forbidden, not_found (upload_unknown), refused (upload_not_started)
 */
export async function resumeLinkUpload(ctx: Ctx, { uploadId }: UploadIdInput): Promise<void> {
  requirePermission(ctx, "links.send");
  await inFirm(ctx, async (tx) => {
    const { status } = await lockUpload(ctx, tx, uploadId);
    if (status === "done") return;
    if (status === "review") throw new AppError("refused", { reason: "upload_not_started" });
    const now = ctx.clock.now();
    await tx
      .update(linkUploads)
      .set({ status: "running", failure: "", changedAt: now, leasedUntil: leaseFrom(ctx) })
      .where(uploadIs(ctx, uploadId));
    await appendAudit(ctx, tx, {
      action: "link_upload.resume",
      objectType: "link_upload",
      objectId: uploadId,
      detail: { from: status },
    });
    await enqueueUploadJob(ctx, tx, uploadId);
  });
}
