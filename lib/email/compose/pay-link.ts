import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import PayLinkMail from "@/emails/pay-link";
import { formatIsoDate } from "@/lib/dates/format-date";
import { getFirm } from "@/lib/firms/queries";
import { formatMoney } from "@/lib/money/format-money";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import { decideLinkPayment, fillMessage } from "@/lib/pay-links/rules";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf, publicUrl } from "./parts";

/** The request for money that a link is. Not sent once the link is paid, cancelled or expired. */
export const composePayLink: Composer = async (ctx, tx, payload, locale) => {
  const linkId = idIn(payload, "linkId");
  const rows = await tx
    .select()
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
  const link = rows[0];
  const token = await findLinkToken(ctx, tx, linkId);
  if (!link || !token) throw new AppError("not_found", { reason: "link_unknown" });
  if (!decideLinkPayment(link, ctx.clock.now()).ok) return null;
  const firm = await getFirm(ctx, tx);
  const account = await loadAccount(ctx, tx, link.accountId);
  const { recipientName, invoiceNumber, dueDate, amountCents, currency } = link;
  return draftOf(PayLinkMail, {
    locale,
    firm: mailFirmOf(firm),
    message: fillMessage(link.message || firm.defaultMessage, {
      recipient: recipientName,
      invoice: invoiceNumber,
      amount: formatMoney(amountCents, currency, locale),
      dueDate: dueDate ? formatIsoDate(dueDate, locale) : "",
    }),
    recipientName,
    amountCents,
    currency,
    accountKind: account.kind,
    invoiceNumber,
    dueDate,
    clientRef: link.clientRef,
    matterRef: link.matterRef,
    expiresAt: link.expiresAt,
    url: publicUrl(`/pay/${token}`, locale),
    isTest: account.isTest,
  });
};
