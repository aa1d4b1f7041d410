import { linkUploadRows, linkUploads } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockReview, rowsOf, uploadIs } from "./internal/load";
import type { UploadIdInput } from "./schemas";

/**
 * Drops a file of which no link was made, with its rows. Once links are made of it, it stays.
 * @throws AppError forbidden, not_found (upload_unknown, also when it was removed before), refused (upload_started)
 */
export async function removeLinkUpload(ctx: Ctx, { uploadId }: UploadIdInput): Promise<void> {
  requirePermission(ctx, "links.send");
  await inFirm(ctx, async (tx) => {
    const { fileName } = await lockReview(ctx, tx, uploadId);
    await tx.delete(linkUploadRows).where(rowsOf(ctx, uploadId));
    const changes = { status: "removed" as const, changedAt: ctx.clock.now() };
    await tx.update(linkUploads).set(changes).where(uploadIs(ctx, uploadId));
    await appendAudit(ctx, tx, {
      action: "link_upload.remove",
      objectType: "link_upload",
      objectId: uploadId,
      detail: { fileName },
    });
  });
}
