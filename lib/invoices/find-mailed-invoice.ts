import { invoices } from "@/db/schema/invoices";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import type { Ctx } from "@/lib/platform/context";
import { unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { findOpenLinkId } from "./internal/find-open-link";
import { invoiceIs, invoiceTokenPlace, type StoredInvoice } from "./internal/load";
import { isOpenInvoice } from "./rules";

export type MailedInvoice = { invoice: StoredInvoice; token: string; payToken: string };

/** An invoice that can be paid now, with the tokens of its page and its link; null when there is nothing to write of any more. */
export async function findMailedInvoice(ctx: Ctx, tx: Tx, invoiceId: string): Promise<MailedInvoice | null> {
  const [invoice] = await tx.select().from(invoices).where(invoiceIs(ctx, invoiceId));
  if (!invoice?.tokenSealed || !isOpenInvoice(invoice.status) || invoice.balanceCents === 0) return null;
  const linkId = await findOpenLinkId(ctx, tx, invoiceId);
  const payToken = linkId && (await findLinkToken(ctx, tx, linkId));
  return payToken ? { invoice, token: unseal(invoice.tokenSealed, invoiceTokenPlace(ctx.firmId)), payToken } : null;
}
