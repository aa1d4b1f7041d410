import { sql } from "drizzle-orm";
import { linkUploadRows } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import { BATCH_FIELDS, type BatchTexts, MAX_BATCH_ROWS } from "@/lib/link-batches/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockReview, rowsOf, uploadRowOf } from "./internal/load";
import { readRow } from "./internal/read-row";
import { settleChange } from "./internal/settle-change";
import type { ChangedRows } from "./model";
import type { UploadIdInput } from "./schemas";

/** An empty row after the last one. @throws AppError forbidden, not_found (upload_unknown), refused (upload_started, too_many_rows) */
export async function addUploadRow(ctx: Ctx, { uploadId }: UploadIdInput): Promise<ChangedRows> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const upload = await lockReview(ctx, tx, uploadId);
    const { line: at, isRemoved } = linkUploadRows;
    const [standing] = await tx
      .select({
        last: sql<number>`coalesce(max(${at}), 1)::int`,
        rows: sql<number>`(count(*) filter (where not ${isRemoved}))::int`,
      })
      .from(linkUploadRows)
      .where(rowsOf(ctx, uploadId));
    if ((standing?.rows ?? 0) >= MAX_BATCH_ROWS) throw new AppError("refused", { reason: "too_many_rows" });
    const line = (standing?.last ?? 1) + 1;
    const texts = Object.fromEntries(BATCH_FIELDS.map((field) => [field, ""])) as BatchTexts;
    const read = readRow(texts, null, upload.currency);
    await tx.insert(linkUploadRows).values({ firmId: ctx.firmId, uploadId, line, ...read });
    await appendAudit(ctx, tx, {
      action: "link_upload.add_row",
      objectType: "link_upload",
      objectId: uploadId,
      detail: { line },
    });
    const row = uploadRowOf({ ...read, line, sameAs: null, isRemoved: false });
    return settleChange(ctx, tx, upload, { row, mayDouble: false });
  });
}
