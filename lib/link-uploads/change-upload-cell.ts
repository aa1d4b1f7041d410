import { and, eq } from "drizzle-orm";
import { linkUploadRows } from "@/db/schema/link-uploads";
import { appendAudit } from "@/lib/audit/append-audit";
import type { BatchField } from "@/lib/link-batches/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockReview, rowsOf, textsOf, uploadRowOf } from "./internal/load";
import { readRow } from "./internal/read-row";
import { settleChange } from "./internal/settle-change";
import type { ChangedRows } from "./model";
import type { ChangeCellInput } from "./schemas";

/** What makes two rows the same. */
const DOUBLING: readonly BatchField[] = ["invoiceNumber", "recipientName", "recipientEmails"];
const AUDITED_LENGTH = 200;

/**
 * Writes one cell and reads its row anew, by the rules of the file. A fault of the row as a whole ends with it: somebody has seen the
 * row and says what stands in it.
 * @throws AppError forbidden, not_found (upload_unknown, row_unknown), refused (upload_started)
 */
export async function changeUploadCell(ctx: Ctx, input: ChangeCellInput): Promise<ChangedRows> {
  requirePermission(ctx, "links.send");
  const { uploadId, line, field } = input;
  const text = input.text.trim();
  return inFirm(ctx, async (tx) => {
    const upload = await lockReview(ctx, tx, uploadId);
    const rowIs = and(rowsOf(ctx, uploadId), eq(linkUploadRows.line, line), eq(linkUploadRows.isRemoved, false));
    const [stored] = await tx.select().from(linkUploadRows).where(rowIs);
    if (!stored) throw new AppError("not_found", { reason: "row_unknown" });
    const before = textsOf(stored.cells);
    const read = readRow({ ...before, [field]: text }, null, upload.currency);
    await tx.update(linkUploadRows).set(read).where(rowIs);
    await appendAudit(ctx, tx, {
      action: "link_upload.change",
      objectType: "link_upload",
      objectId: uploadId,
      detail: { line, field, from: before[field].slice(0, AUDITED_LENGTH), to: text.slice(0, AUDITED_LENGTH) },
    });
    const mayDouble = stored.fault !== "" || DOUBLING.includes(field);
    return settleChange(ctx, tx, upload, { row: uploadRowOf({ ...stored, ...read }), mayDouble });
  });
}
