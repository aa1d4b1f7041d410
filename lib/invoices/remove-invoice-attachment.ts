import { and, eq } from "drizzle-orm";
import { invoiceAttachments } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockDraft } from "./internal/load";
import { recordInvoiceAct } from "./internal/log-event";
import { requireInvoicingOn } from "./require-invoicing-on";
import type { AttachmentIdInput } from "./schemas";

/** Takes a PDF away from a draft. @throws AppError forbidden, not_found, refused (invoice_not_draft) */
export async function removeInvoiceAttachment(
  ctx: Ctx,
  { invoiceId, attachmentId }: AttachmentIdInput,
): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    await lockDraft(ctx, tx, invoiceId);
    const [removed] = await tx
      .delete(invoiceAttachments)
      .where(
        and(
          eq(invoiceAttachments.firmId, ctx.firmId),
          eq(invoiceAttachments.invoiceId, invoiceId),
          eq(invoiceAttachments.id, attachmentId),
        ),
      )
      .returning({ fileName: invoiceAttachments.fileName });
    if (removed) await recordInvoiceAct(ctx, tx, invoiceId, "detached", { file: removed.fileName });
    return { id: attachmentId };
  });
}
