import CheckingMail from "@/emails/checking";
import { getFirm } from "@/lib/firms/queries";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import { type Composer, draftOf, idIn, loadAccount, loadPayment, mailFirmOf, publicUrl } from "./parts";

/** Only while nobody knows: once the outcome is written down, this mail would be wrong. */
export const composeChecking: Composer = async (ctx, tx, payload, locale) => {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  if (payment.status !== "unknown" && payment.status !== "processing") return null;
  const account = await loadAccount(ctx, tx, payment.accountId);
  const token = payment.linkId ? await findLinkToken(ctx, tx, payment.linkId) : null;
  return draftOf(CheckingMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    paymentNumber: payment.number,
    startedAt: payment.submittedAt ?? payment.createdAt,
    amountCents: payment.amountCents,
    currency: payment.currency,
    accountKind: account.kind,
    invoiceNumber: payment.invoiceNumber,
    url: token ? publicUrl(`/pay/${token}`, locale) : null,
    isTest: account.isTest,
  });
};
