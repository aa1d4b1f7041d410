import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockInvoice } from "./internal/load";
import { recordInvoiceAct } from "./internal/log-event";
import { mailInvoice } from "./internal/mail-invoice";
import { isBeingPaid } from "./internal/place-link";
import { requireInvoicingOn } from "./require-invoicing-on";
import { isOpenInvoice } from "./rules";
import type { InvoiceIdInput } from "./schemas";

/**
 * Mails a reminder of what is open now, because somebody of the staff wants it, whatever the firm's reminder days are.
 * @throws AppError forbidden, not_found, refused (invoice_closed, invoice_being_paid, no_address)
 */
export async function remindInvoice(ctx: Ctx, { invoiceId }: InvoiceIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const invoice = await lockInvoice(ctx, tx, invoiceId);
    const refuse = (reason: string) => new AppError("refused", { reason });
    if (!isOpenInvoice(invoice.status) || invoice.balanceCents === 0) throw refuse("invoice_closed");
    if (await isBeingPaid(ctx, tx, invoiceId)) throw refuse("invoice_being_paid");
    if (invoice.recipientEmails.length === 0) throw refuse("no_address");
    const round = `hand-${Math.floor(ctx.clock.now().getTime() / 60_000)}`;
    await mailInvoice(ctx, tx, invoice, { kind: "invoice-reminder", addresses: invoice.recipientEmails, round });
    await recordInvoiceAct(ctx, tx, invoiceId, "reminded", { to: invoice.recipientEmails.join(", ") });
    return { id: invoiceId };
  });
}
