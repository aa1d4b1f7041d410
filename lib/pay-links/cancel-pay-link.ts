import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { appendAudit } from "@/lib/audit/append-audit";
import { findLastAttempt } from "@/lib/payments/find-last-attempt";
import { holdsClaim } from "@/lib/payments/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { linkIs, lockLink } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";
import { decideLinkPayment, obligationOfLink } from "./rules";
import type { LinkIdInput } from "./schemas";

/**
 * Cancels an outstanding link. A link that is being paid right now runs to its end and cannot be cancelled.
 * @throws AppError forbidden, not_found, refused (link_paid, link_cancelled, link_expired, link_being_paid)
 */
export async function cancelPayLink(ctx: Ctx, input: LinkIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const link = await lockLink(ctx, tx, input.linkId);
    requireAccount(ctx, link.accountId);
    const now = ctx.clock.now();
    const decision = decideLinkPayment(link, now);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    const attempt = await findLastAttempt(ctx, tx, obligationOfLink(link.id));
    if (attempt && holdsClaim(attempt.status)) throw new AppError("refused", { reason: "link_being_paid" });
    await tx
      .update(payLinks)
      .set({ status: "cancelled", closedAt: now })
      .where(and(linkIs(ctx, link.id), eq(payLinks.status, "open")));
    await logLinkEvent(ctx, tx, link.id, "cancelled");
    await appendAudit(ctx, tx, { action: "pay_link.cancel", objectType: "pay_link", objectId: link.id });
    return { id: link.id };
  });
}
