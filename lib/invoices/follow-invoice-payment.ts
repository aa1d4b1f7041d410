import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { PaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { lockInvoice } from "./internal/load";
import { type InvoiceEventKind, logInvoiceEvent } from "./internal/log-event";
import { keepLinkOf } from "./internal/place-link";

type Followed = { id: string; number: string; source: string; linkId: string | null; currency: string };

const EVENTS: Partial<Record<PaymentStatus, InvoiceEventKind>> = {
  approved: "paid",
  pending: "clearing",
  voided: "taken_back",
  returned: "taken_back",
  dispute_lost: "taken_back",
  partially_refunded: "taken_back",
  refunded: "taken_back",
};

/**
 * What a move of a payment changes around the invoice that it pays, in the transaction of the move: its history, and the link for what
 * is left, or owed again. Balance and state are the database's own doing (keep_invoice_paid). Nothing for payments of other sources.
 */
export async function followInvoicePayment(
  ctx: Ctx,
  tx: Tx,
  payment: Followed,
  move: { to: PaymentStatus; amountCents: number },
): Promise<void> {
  if (payment.source !== "invoice" || !payment.linkId) return;
  const [link] = await tx
    .select({ invoiceId: payLinks.invoiceId })
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, payment.linkId)));
  if (!link?.invoiceId) return;
  const invoice = await lockInvoice(ctx, tx, link.invoiceId);
  const kind = EVENTS[move.to];
  if (kind)
    await logInvoiceEvent(ctx, tx, invoice.id, kind, {
      paymentId: payment.id,
      payment: payment.number,
      amountCents: String(move.amountCents),
      currency: payment.currency,
      status: move.to,
    });
  await keepLinkOf(ctx, tx, invoice);
}
