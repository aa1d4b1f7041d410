import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { createInvoice } from "./create-invoice";
import { loadLines, lockInvoice } from "./internal/load";
import { requireInvoicingOn } from "./require-invoicing-on";
import { CreateInvoiceInput, type DuplicateInvoiceInput } from "./schemas";

/**
 * A new draft with the content of any invoice, dated today. Attachments stay with the old one: they often belong to its month.
 * @throws AppError forbidden, not_found
 */
export async function duplicateInvoice(ctx: Ctx, input: DuplicateInvoiceInput): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  const { invoice, lines, today } = await inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const firm = await getFirm(ctx, tx);
    return {
      invoice: await lockInvoice(ctx, tx, input.invoiceId),
      lines: await loadLines(ctx, tx, input.invoiceId),
      today: dateInZone(ctx.clock.now(), firm.timeZone),
    };
  });
  const { requestKey } = input;
  return createInvoice(
    ctx,
    CreateInvoiceInput.parse({ ...invoice, account: invoice.accountId, lines, issueDate: today, requestKey }),
  );
}
