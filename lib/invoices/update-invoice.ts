import { invoices } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { invoiceIs, lockDraft } from "./internal/load";
import { recordInvoiceAct } from "./internal/log-event";
import { readDraft, replaceLines } from "./internal/write-draft";
import { requireInvoicingOn } from "./require-invoicing-on";
import type { UpdateInvoiceInput } from "./schemas";

/**
 * Puts new content into a draft. What was sent never changes: it is cancelled and made anew.
 * @throws AppError forbidden, not_found, conflict (invoice_changed), refused (invoice_not_draft), invalid_input
 */
export async function updateInvoice(ctx: Ctx, input: UpdateInvoiceInput): Promise<{ id: string; revision: number }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const draft = await lockDraft(ctx, tx, input.invoiceId);
    if (draft.revision !== input.revision) throw new AppError("conflict", { reason: "invoice_changed" });
    const { values, lines } = await readDraft(ctx, tx, input);
    const revision = draft.revision + 1;
    await tx
      .update(invoices)
      .set({ ...values, revision })
      .where(invoiceIs(ctx, draft.id));
    await replaceLines(ctx, tx, draft.id, lines);
    await recordInvoiceAct(ctx, tx, draft.id, "changed", {
      amountCents: String(values.totalCents),
      currency: values.currency,
    });
    return { id: draft.id, revision };
  });
}
