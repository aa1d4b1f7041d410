import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import LinkExpiredMail from "@/emails/link-expired";
import { getFirm } from "@/lib/firms/queries";
import { appUrl } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf } from "./parts";

/** To the firm's own address. */
export const composeLinkExpired: Composer = async (ctx, tx, payload, locale) => {
  const rows = await tx
    .select()
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, idIn(payload, "linkId"))));
  const link = rows[0];
  if (!link) throw new AppError("not_found", { reason: "link_unknown" });
  const account = await loadAccount(ctx, tx, link.accountId);
  return draftOf(LinkExpiredMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    linkNumber: link.number,
    recipient: [link.recipientName, ...link.recipientEmails].filter((part) => part !== "").join(", "),
    amountCents: link.amountCents,
    currency: link.currency,
    accountKind: account.kind,
    invoiceNumber: link.invoiceNumber,
    expiredAt: link.expiresAt,
    url: `${appUrl()}/staff/send/sent?status=expired`,
    isTest: account.isTest,
  });
};
