import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import LinkReminderMail from "@/emails/link-reminder";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import { findOptOuts } from "@/lib/link-reminders/find-opt-outs";
import { findRecipient } from "@/lib/link-reminders/find-recipient";
import { findLinkToken } from "@/lib/pay-links/find-link-token";
import { decideLinkPayment, obligationOfLink } from "@/lib/pay-links/rules";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { holdsClaim } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { type Composer, draftOf, idIn, loadAccount, mailFirmOf, publicUrl } from "./parts";

/** Follows up a link that nobody has paid. Not sent once it is paid, being paid, closed, or its reader wants none. */
export const composeLinkReminder: Composer = async (ctx, tx, payload, locale) => {
  const linkId = idIn(payload, "linkId");
  const rows = await tx
    .select()
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
  const link = rows[0];
  const token = await findLinkToken(ctx, tx, linkId);
  if (!link || !token) throw new AppError("not_found", { reason: "link_unknown" });
  const recipient = idIn(payload, "recipient");
  if (!(await isStillWanted(ctx, tx, link, recipient))) return null;
  const firm = await getFirm(ctx, tx);
  const account = await loadAccount(ctx, tx, link.accountId);
  const { recipientName, invoiceNumber, dueDate, amountCents, currency } = link;
  return draftOf(LinkReminderMail, {
    locale,
    firm: mailFirmOf(firm),
    recipientName,
    amountCents,
    currency,
    accountKind: account.kind,
    invoiceNumber,
    dueDate,
    isOverdue: dueDate !== null && dueDate < dateInZone(ctx.clock.now(), firm.timeZone),
    clientRef: link.clientRef,
    matterRef: link.matterRef,
    expiresAt: link.expiresAt,
    url: publicUrl(`/pay/${token}`, locale),
    leaveUrl: publicUrl(`/pay/${token}/reminders/${recipient}`, locale),
    isTest: account.isTest,
  });
};

async function isStillWanted(
  ctx: Ctx,
  tx: Tx,
  link: typeof payLinks.$inferSelect,
  recipient: string,
): Promise<boolean> {
  if (link.isReminderOff || !decideLinkPayment(link, ctx.clock.now()).ok) return false;
  const attempt = await findLastAttempt(ctx, tx, obligationOfLink(link.id));
  if (attempt && holdsClaim(attempt.status)) return false;
  const address = findRecipient(link.recipientEmails, recipient);
  if (!address) return false;
  const isOptedOut = await findOptOuts(ctx, tx, [address]);
  return !isOptedOut(address);
}
