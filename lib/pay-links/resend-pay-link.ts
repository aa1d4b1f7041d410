import { payLinks } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { linkIs, lockLink } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { mailLink } from "./internal/mail-link";
import { decideLinkPayment } from "./rules";
import { type ResendLinkInput, splitAddresses } from "./schemas";

/**
 * Mails an outstanding link again, to other addresses if any are given: these are its recipients from then on, so that a wrong address
 * is mended and reminders go where the link went.
 * @throws AppError forbidden, not_found, refused (link_paid, ..., no_address)
 */
export async function resendPayLink(ctx: Ctx, input: ResendLinkInput): Promise<{ id: string; addresses: string[] }> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const link = await lockLink(ctx, tx, input.linkId);
    requireAccount(ctx, link.accountId);
    const now = ctx.clock.now();
    const decision = decideLinkPayment(link, now);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    const recipientEmails = input.addresses ? [...new Set(splitAddresses(input.addresses))] : link.recipientEmails;
    if (recipientEmails.length === 0) throw new AppError("refused", { reason: "no_address" });
    // Within one minute a second press is the same resend.
    await mailLink(ctx, tx, { ...link, recipientEmails }, `again-${Math.floor(now.getTime() / 60_000)}`);
    await tx.update(payLinks).set({ sentAt: now, byEmail: true, recipientEmails }).where(linkIs(ctx, link.id));
    await logLinkEvent(ctx, tx, link.id, "resent", { to: recipientEmails.join(", ") });
    await appendAudit(ctx, tx, {
      action: "pay_link.resend",
      objectType: "pay_link",
      objectId: link.id,
      detail: { before: link.recipientEmails, after: recipientEmails },
    });
    return { id: link.id, addresses: recipientEmails };
  });
}
