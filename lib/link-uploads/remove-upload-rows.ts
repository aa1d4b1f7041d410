import { and, eq, isNotNull } from "drizzle-orm";
import { linkUploadRows } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockReview, rowsOf } from "./internal/load";
import { settleChange } from "./internal/settle-change";
import type { ChangedRows } from "./model";
import type { RemoveRowsInput } from "./schemas";

/**
 * Takes one row away, or all that are bad or doubles; `restoreUploadRows` puts them back. A row that is gone already is no error.
 * @throws AppError forbidden, not_found (upload_unknown), refused (upload_started)
 */
export async function removeUploadRows(ctx: Ctx, { uploadId, which }: RemoveRowsInput): Promise<ChangedRows> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const upload = await lockReview(ctx, tx, uploadId);
    const removed = await tx
      .update(linkUploadRows)
      .set({ isRemoved: true, sameAs: null })
      .where(and(rowsOf(ctx, uploadId), eq(linkUploadRows.isRemoved, false), conditionOf(which)))
      .returning({ line: linkUploadRows.line });
    const lines = removed.map(({ line }) => line).sort((left, right) => left - right);
    if (lines.length > 0)
      await appendAudit(ctx, tx, {
        action: "link_upload.remove_rows",
        objectType: "link_upload",
        objectId: uploadId,
        detail: { lines },
      });
    return settleChange(ctx, tx, upload, { lines, mayDouble: lines.length > 0 });
  });
}

function conditionOf(which: RemoveRowsInput["which"]) {
  if (which === "bad") return eq(linkUploadRows.isBad, true);
  return which === "twice" ? isNotNull(linkUploadRows.sameAs) : eq(linkUploadRows.line, which);
}
