import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { noteNextMove, type Tx } from "@/lib/platform/tx";
import { applyToSource } from "./internal/source-effects";
import { type LockedPayment, paymentIs } from "./lock-payment";
import type { PaymentStatus } from "./model";
import { pathBetween } from "./rules";

export type Move = {
  to: PaymentStatus;
  /** Stands in the history beside the move: a return code, an amount. */
  detail: Record<string, string>;
};

/**
 * Moves a taken payment to where the gateway says it is, over every state between, with all that follows from each (SPEC 2, "what
 * happens to what"), in the caller's transaction. False when it is there already, or no legal way leads there.
 */
export async function movePayment(ctx: Ctx, tx: Tx, payment: LockedPayment, move: Move): Promise<boolean> {
  const path = move.to === payment.status ? null : pathBetween(payment.status, move.to);
  if (!path) return false;
  const now = ctx.clock.now();
  let from = payment.status;
  for (const status of path) {
    await noteNextMove(tx, status === move.to ? move.detail : {});
    await tx
      .update(payments)
      .set({
        status,
        ...(status === "settled" && payment.settledAt === null ? { settledAt: now, checks: 0 } : {}),
        ...(status === "returned" ? { returnCode: move.detail.code ?? "" } : {}),
      })
      .where(paymentIs(ctx, payment.id));
    await applyToSource(ctx, tx, payment, { from, to: status, detail: move.detail });
    from = status;
  }
  await appendAudit(ctx, tx, {
    action: `payment.${move.to}`,
    objectType: "payment",
    objectId: payment.id,
    detail: { amountCents: payment.amountCents, currency: payment.currency, ...move.detail },
  });
  return true;
}
