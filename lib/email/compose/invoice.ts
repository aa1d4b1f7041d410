import InvoiceMail from "@/emails/invoice";
import InvoiceReminderMail from "@/emails/invoice-reminder";
import { dateInZone } from "@/lib/dates/date-in-zone";
import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import { findMailedInvoice, type MailedInvoice } from "@/lib/invoices/find-mailed-invoice";
import { findOptOuts } from "@/lib/link-reminders/find-opt-outs";
import { findRecipient } from "@/lib/link-reminders/find-recipient";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf, publicUrl } from "./parts";

/** Sends an invoice. Not sent once it is paid or given up. */
export const composeInvoiceMail: Composer = async (ctx, tx, payload, locale) => {
  const found = await findMailedInvoice(ctx, tx, idIn(payload, "invoiceId"));
  if (!found) return null;
  return draftOf(InvoiceMail, await factsOf(ctx, tx, found, { firm: await getFirm(ctx, tx), locale }));
};

/** Follows up an invoice that nobody has paid. Not sent once it is paid or given up, or its reader wants none. */
export const composeInvoiceReminder: Composer = async (ctx, tx, payload, locale) => {
  const found = await findMailedInvoice(ctx, tx, idIn(payload, "invoiceId"));
  const recipient = idIn(payload, "recipient");
  const address = found && findRecipient(found.invoice.recipientEmails, recipient);
  if (!address) return null;
  const isOptedOut = await findOptOuts(ctx, tx, [address]);
  if (isOptedOut(address)) return null;
  const firm = await getFirm(ctx, tx);
  return draftOf(InvoiceReminderMail, {
    ...(await factsOf(ctx, tx, found, { firm, locale })),
    isOverdue: found.invoice.dueDate < dateInZone(ctx.clock.now(), firm.timeZone),
    leaveUrl: publicUrl(`/pay/${found.payToken}/reminders/${recipient}`, locale),
  });
};

async function factsOf(
  ctx: Ctx,
  tx: Tx,
  { invoice, token }: MailedInvoice,
  { firm, locale }: { firm: FirmView; locale: Locale },
) {
  const account = await loadAccount(ctx, tx, invoice.accountId);
  const { billTo, number, balanceCents, totalCents, currency, dueDate, clientRef, matterRef } = invoice;
  return {
    ...{ locale, billTo, number, balanceCents, totalCents, currency, dueDate, clientRef, matterRef },
    firm: mailFirmOf(firm),
    accountKind: account.kind,
    url: publicUrl(`/invoice/${token}`, locale),
    isTest: account.isTest,
  };
}
