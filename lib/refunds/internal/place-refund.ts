import { and, eq, ne } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { refunds } from "@/db/schema/payments";
import { getFirm } from "@/lib/firms/queries";
import type { GatewayAccount } from "@/lib/gateways/port";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import { decideRefund } from "@/lib/payments/rules";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { checkTrustBalance } from "@/lib/trust/check-trust-balance";
import { refundsUnderWayCents } from "../find-under-way-cents";

const FIRST_CHECK_MS = 2 * 60_000;

/** A refund that is committed and not yet sent. */
export type RefundOrder = {
  refundId: string;
  amountCents: number;
  payment: LockedPayment;
  gateway: string;
  account: GatewayAccount;
};

type Wish = { amountCents: number; reason: string; requestKey: string };

/**
 * Whether so much of the payment, which is locked already, may go back now.
 * @throws AppError refused (being_voided, not_refundable, amount_above_rest, trust_balance_too_low), money_frozen
 */
export async function checkRefundable(ctx: Ctx, tx: Tx, payment: LockedPayment, askedCents: number): Promise<void> {
  const firm = await getFirm(ctx, tx);
  if (firm.isMoneyFrozen) throw new AppError("money_frozen");
  if (await isBeingVoided(ctx, tx, payment.id)) throw new AppError("refused", { reason: "being_voided" });
  const decision = decideRefund({
    status: payment.status,
    amountCents: payment.amountCents,
    refundedCents: payment.refundedCents,
    underWayCents: await refundsUnderWayCents(ctx, tx, payment.id),
    askedCents,
  });
  if (!decision.ok) {
    throw new AppError("refused", {
      reason: decision.refusal,
      fields: [{ path: "amountCents", message: decision.refusal }],
    });
  }
  await checkTrustBalance(ctx, tx, payment, askedCents);
}

/** Writes the refund down before the gateway is called. Whoever calls has checked it in this transaction. */
export async function placeRefund(ctx: Ctx, tx: Tx, payment: LockedPayment, wish: Wish): Promise<RefundOrder> {
  const refundId = ctx.ids.next("ref");
  const now = ctx.clock.now();
  await tx.insert(refunds).values({
    firmId: ctx.firmId,
    id: refundId,
    paymentId: payment.id,
    amountCents: wish.amountCents,
    currency: payment.currency,
    status: "processing",
    reason: wish.reason,
    requestKey: wish.requestKey,
    checkAt: new Date(now.getTime() + FIRST_CHECK_MS),
    createdBy: actorName(ctx.actor),
    createdAt: now,
  });
  const account = await getGatewayAccount(ctx, tx, payment.accountId);
  return { refundId, amountCents: wish.amountCents, payment, ...account };
}

/** Whether a void of the payment stands or is under way: it and a refund exclude each other. */
async function isBeingVoided(ctx: Ctx, tx: Tx, paymentId: string): Promise<boolean> {
  const standing = await tx
    .select({ id: voids.id })
    .from(voids)
    .where(and(eq(voids.firmId, ctx.firmId), eq(voids.paymentId, paymentId), ne(voids.status, "refused")));
  return standing.length > 0;
}
