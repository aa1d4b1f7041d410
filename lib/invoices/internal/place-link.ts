import { placePayLink } from "@/lib/pay-links/place-pay-link";
import { expiryOf, obligationOfLink } from "@/lib/pay-links/rules";
import { CreatePayLinkInput } from "@/lib/pay-links/schemas";
import { withdrawPayLink } from "@/lib/pay-links/withdraw-pay-link";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { isOpenInvoice } from "../rules";
import { lockOpenLink, type StoredInvoice } from "./load";

/** An invoice is owed until it is paid or given up: its link closes then, and never by its age. */
const LIFE_DAYS = 36_500;

/** Is somebody paying it right now? Its link's claim says so. */
export async function isBeingPaid(ctx: Ctx, tx: Tx, invoiceId: string): Promise<boolean> {
  const link = await lockOpenLink(ctx, tx, invoiceId);
  if (!link) return false;
  const attempt = await findLastAttempt(ctx, tx, obligationOfLink(link.id));
  return attempt !== null && holdsClaim(attempt.status);
}

/**
 * Keeps one open link for what may be asked for now, under the invoice's lock: none when nothing is, a new one when the balance is
 * another. One that is being paid is left alone; its outcome comes back here.
 */
export async function keepLinkOf(ctx: Ctx, tx: Tx, invoice: StoredInvoice): Promise<void> {
  const wantedCents = isOpenInvoice(invoice.status) ? invoice.balanceCents : 0;
  const link = await lockOpenLink(ctx, tx, invoice.id);
  if (link?.amountCents === wantedCents) return;
  if (link && (await isBeingPaid(ctx, tx, invoice.id))) return;
  if (link) await withdrawPayLink(ctx, tx, link.id);
  if (wantedCents > 0) await placeLink(ctx, tx, invoice, wantedCents);
}

async function placeLink(ctx: Ctx, tx: Tx, invoice: StoredInvoice, amountCents: number): Promise<void> {
  const { id, accountId, number, dueDate, billTo, recipientEmails, clientRef, matterRef, locale, payerId } = invoice;
  const input = CreatePayLinkInput.parse({
    ...{ account: accountId, amountCents, dueDate, recipientEmails, clientRef, matterRef, locale },
    invoiceNumber: number,
    recipientName: billTo,
    send: false,
    requestKey: `invoice:${id}:${ctx.ids.next("req")}`,
  });
  const expiresAt = expiryOf(ctx.clock.now(), LIFE_DAYS);
  await placePayLink(ctx, tx, input, { source: "invoice", expiresAt, payerId, invoiceId: id });
}
