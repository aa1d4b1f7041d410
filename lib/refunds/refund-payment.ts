import { and, eq, inArray, ne, sum } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { refunds } from "@/db/schema/payments";
import { getFirm } from "@/lib/firms/queries";
import type { GatewayAccount } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { decideRefund } from "@/lib/payments/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { checkTrustBalance } from "@/lib/trust/check-trust-balance";
import { type RefundResult, recordRefund } from "./record-refund";
import type { RefundInput } from "./schemas";

const FIRST_CHECK_MS = 2 * 60_000;

type Order = { refundId: string; payment: LockedPayment; gateway: string; account: GatewayAccount };

/**
 * Sends money back, in full or in part, never beyond what remains. Two people who press the button at once are told apart by the lock
 * on the payment; the same request twice is one refund.
 * @throws AppError forbidden, not_found, refused (not_refundable, amount_above_rest, trust_balance_too_low), money_frozen, idempotency_key_reused
 */
export async function refundPayment(ctx: Ctx, input: RefundInput): Promise<RefundResult> {
  requirePermission(ctx, "payments.refund");
  const order = await inFirm(ctx, (tx) => placeRefund(ctx, tx, input)).catch((error: unknown) => {
    // Two payments at once under one key: the lock on each does not see the other.
    throw isRequestKeyTaken(error) ? new AppError("idempotency_key_reused", { cause: error }) : error;
  });
  if ("kind" in order) return order;
  try {
    const outcome = await gatewayOf(order.gateway, ctx).refund({
      account: order.account,
      reference: order.refundId,
      idempotencyKey: `refund:${order.refundId}`,
      chargeReference: order.payment.id,
      gatewayRef: order.payment.gatewayRef,
      amountCents: input.amountCents,
      currency: order.payment.currency,
    });
    return await recordRefund(ctx, order.refundId, outcome);
  } catch (error) {
    // The gateway may have sent it; recovery asks it and writes it down.
    log().error({ err: error, refundId: order.refundId }, "refund not written down");
    return { kind: "unknown", refundId: order.refundId, refusalCode: "" };
  }
}

function isRequestKeyTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "constraint" in cause && cause.constraint === "refunds_request";
}

async function placeRefund(ctx: Ctx, tx: Tx, input: RefundInput): Promise<Order | RefundResult> {
  const payment = await lockPayment(ctx, tx, input.paymentId);
  requireAccount(ctx, payment.accountId);
  const same = await findByRequest(ctx, tx, input);
  if (same) return same;
  const firm = await getFirm(ctx, tx);
  if (firm.isMoneyFrozen) throw new AppError("money_frozen");
  if (await isBeingVoided(ctx, tx, payment.id)) throw new AppError("refused", { reason: "being_voided" });
  const decision = decideRefund({
    status: payment.status,
    amountCents: payment.amountCents,
    refundedCents: payment.refundedCents,
    underWayCents: await refundsUnderWayCents(ctx, tx, payment.id),
    askedCents: input.amountCents,
  });
  if (!decision.ok) {
    throw new AppError("refused", {
      reason: decision.refusal,
      fields: [{ path: "amountCents", message: decision.refusal }],
    });
  }
  await checkTrustBalance(ctx, tx, payment, input.amountCents);
  const refundId = ctx.ids.next("ref");
  const now = ctx.clock.now();
  await tx.insert(refunds).values({
    firmId: ctx.firmId,
    id: refundId,
    paymentId: payment.id,
    amountCents: input.amountCents,
    currency: payment.currency,
    status: "processing",
    reason: input.reason,
    requestKey: input.requestKey,
    checkAt: new Date(now.getTime() + FIRST_CHECK_MS),
    createdBy: actorName(ctx.actor),
    createdAt: now,
  });
  return { refundId, payment, ...(await getGatewayAccount(ctx, tx, payment.accountId)) };
}

async function findByRequest(ctx: Ctx, tx: Tx, input: RefundInput): Promise<RefundResult | null> {
  const rows = await tx
    .select()
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.requestKey, input.requestKey)));
  const row = rows[0];
  if (!row) return null;
  if (row.paymentId !== input.paymentId || row.amountCents !== input.amountCents)
    throw new AppError("idempotency_key_reused");
  return { kind: row.status, refundId: row.id, refusalCode: row.refusalCode };
}

/** Whether a void of the payment stands or is under way: it and a refund exclude each other. */
async function isBeingVoided(ctx: Ctx, tx: Tx, paymentId: string): Promise<boolean> {
  const standing = await tx
    .select({ id: voids.id })
    .from(voids)
    .where(and(eq(voids.firmId, ctx.firmId), eq(voids.paymentId, paymentId), ne(voids.status, "refused")));
  return standing.length > 0;
}

/** Refunds that are sent but not answered: they count as gone until we know. */
export async function refundsUnderWayCents(ctx: Ctx, tx: Tx, paymentId: string): Promise<number> {
  const rows = await tx
    .select({ cents: sum(refunds.amountCents).mapWith(Number) })
    .from(refunds)
    .where(
      and(
        eq(refunds.firmId, ctx.firmId),
        eq(refunds.paymentId, paymentId),
        inArray(refunds.status, ["processing", "unknown"]),
      ),
    );
  return rows[0]?.cents ?? 0;
}
