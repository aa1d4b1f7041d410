import { and, eq, sql } from "drizzle-orm";
import { linkUploadRows } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { MAX_BATCH_ROWS } from "@/lib/link-batches/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockReview, rowsOf } from "./internal/load";
import { settleChange } from "./internal/settle-change";
import type { ChangedRows } from "./model";
import type { RestoreRowsInput } from "./schemas";

/** Puts rows back that were taken away. @throws AppError forbidden, not_found (upload_unknown), refused (upload_started, too_many_rows) */
export async function restoreUploadRows(ctx: Ctx, { uploadId, lines }: RestoreRowsInput): Promise<ChangedRows> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const upload = await lockReview(ctx, tx, uploadId);
    const restored = await tx
      .update(linkUploadRows)
      .set({ isRemoved: false })
      .where(
        and(
          rowsOf(ctx, uploadId),
          eq(linkUploadRows.isRemoved, true),
          sql`${linkUploadRows.line} = any(${sql.param(lines)}::int[])`,
        ),
      )
      .returning({ line: linkUploadRows.line });
    const back = restored.map(({ line }) => line).sort((left, right) => left - right);
    if (back.length > 0)
      await appendAudit(ctx, tx, {
        action: "link_upload.restore_rows",
        objectType: "link_upload",
        objectId: uploadId,
        detail: { lines: back },
      });
    const changed = await settleChange(ctx, tx, upload, { lines: back, mayDouble: back.length > 0 });
    if (changed.totals.rows > MAX_BATCH_ROWS) throw new AppError("refused", { reason: "too_many_rows" });
    return changed;
  });
}
