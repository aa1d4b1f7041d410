import { and, count, eq } from "drizzle-orm";
import { invoiceAttachments } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockDraft } from "./internal/load";
import { recordInvoiceAct } from "./internal/log-event";
import type { InvoiceAttachment } from "./model";
import { requireInvoicingOn } from "./require-invoicing-on";

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_FILES = 5;
const PDF_MARK = "%PDF-";

export type NewAttachment = { invoiceId: string; fileName: string; file: Uint8Array };

/**
 * Puts a PDF beside a draft, which its client can open later. What was sent gets no more.
 * @throws AppError forbidden, not_found, refused (invoice_not_draft, attachments_full), invalid_input (file_not_pdf, file_too_large)
 */
export async function addInvoiceAttachment(
  ctx: Ctx,
  { invoiceId, fileName, file }: NewAttachment,
): Promise<InvoiceAttachment> {
  requirePermission(ctx, "invoices.manage");
  if (file.byteLength > MAX_BYTES) throw invalid("file_too_large");
  if (new TextDecoder("latin1").decode(file.subarray(0, PDF_MARK.length)) !== PDF_MARK) throw invalid("file_not_pdf");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    await lockDraft(ctx, tx, invoiceId);
    const [held] = await tx
      .select({ n: count() })
      .from(invoiceAttachments)
      .where(and(eq(invoiceAttachments.firmId, ctx.firmId), eq(invoiceAttachments.invoiceId, invoiceId)));
    if ((held?.n ?? 0) >= MAX_FILES) throw new AppError("refused", { reason: "attachments_full" });
    const made = { id: ctx.ids.next("att"), fileName, sizeBytes: file.byteLength };
    await tx.insert(invoiceAttachments).values({
      ...{ firmId: ctx.firmId, invoiceId, ...made },
      content: Buffer.from(file),
      addedBy: actorName(ctx.actor),
      addedAt: ctx.clock.now(),
    });
    await recordInvoiceAct(ctx, tx, invoiceId, "attached", { file: fileName });
    return made;
  });
}

function invalid(reason: string): AppError {
  return new AppError("invalid_input", { reason, fields: [{ path: "file", message: reason }] });
}
