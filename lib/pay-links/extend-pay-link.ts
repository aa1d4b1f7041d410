import { payLinks } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { getFirm } from "@/lib/firms/queries";
import { instantsOfDay } from "@/lib/link-reminders/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { linkIs, lockLink } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { mailLink } from "./internal/mail-link";
import { decideExtension } from "./rules";
import type { ExtendLinkInput } from "./schemas";

const MINUTE_MS = 60_000;

/**
 * Keeps an unpaid link open until the end of a later day of the firm, also when it has expired; mails its recipients the new date if
 * asked. Asked for the same day again it changes nothing.
 * @throws AppError forbidden, not_found, refused (link_paid, link_cancelled, link_of_connect, extension_too_early, extension_too_late)
 */
export async function extendPayLink(
  ctx: Ctx,
  { linkId, openUntil, send }: ExtendLinkInput,
): Promise<{ id: string; addresses: string[] }> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const link = await lockLink(ctx, tx, linkId);
    requireAccount(ctx, link.accountId);
    const { timeZone } = await getFirm(ctx, tx);
    const now = ctx.clock.now();
    // Its last minute, so that the mail names the day that was chosen.
    const expiresAt = new Date(instantsOfDay(openUntil, timeZone).to.getTime() - MINUTE_MS);
    const addresses = send ? link.recipientEmails : [];
    if (expiresAt.getTime() === link.expiresAt.getTime()) return { id: link.id, addresses };
    const decision = decideExtension(link, expiresAt, now);
    if (!decision.ok) {
      const fields = [{ path: "openUntil", message: decision.refusal }];
      throw new AppError("refused", { reason: decision.refusal, fields });
    }
    await tx
      .update(payLinks)
      // An expiry that was told before is another one now.
      .set({ expiresAt, expiryNoticedAt: null, ...(addresses.length > 0 && { sentAt: now, byEmail: true }) })
      .where(linkIs(ctx, link.id));
    await logLinkEvent(ctx, tx, link.id, "extended", { until: expiresAt.toISOString(), to: addresses.join(", ") });
    await mailLink(ctx, tx, { ...link, recipientEmails: addresses }, `until-${openUntil}`);
    await appendAudit(ctx, tx, {
      action: "pay_link.extend",
      objectType: "pay_link",
      objectId: link.id,
      detail: { before: link.expiresAt.toISOString(), after: expiresAt.toISOString(), send },
    });
    return { id: link.id, addresses };
  });
}
