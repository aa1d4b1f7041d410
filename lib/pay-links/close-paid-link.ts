import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { linkIs } from "./internal/load";
import { logLinkEvent } from "./internal/log-event";

/**
 * Closes a link with the payment that was taken on it, in the transaction of the outcome. The first taken payment closes it, also
 * when it was less than the amount; the condition on the status makes a second one impossible.
 * @throws AppError conflict when the link is closed already
 */
export async function closePaidLink(
  ctx: Ctx,
  tx: Tx,
  linkId: string,
  payment: { id: string; amountCents: number; isClearing: boolean },
): Promise<void> {
  const closed = await tx
    .update(payLinks)
    .set({ status: "paid", amountPaidCents: payment.amountCents, closedAt: ctx.clock.now() })
    .where(and(linkIs(ctx, linkId), eq(payLinks.status, "open")))
    .returning({ id: payLinks.id });
  if (closed.length === 0) throw new AppError("conflict", { reason: "link_closed" });
  await logLinkEvent(ctx, tx, linkId, "closed", { paymentId: payment.id, clearing: String(payment.isClearing) });
}
