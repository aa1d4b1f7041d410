import { and, eq, ne } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { getFirm } from "@/lib/firms/queries";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { lockPayment } from "@/lib/payments/lock-payment";
import { decideVoid } from "@/lib/payments/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { checkVoidAlone } from "@/lib/refunds/check-void-alone";
import { refundsUnderWayCents } from "@/lib/refunds/find-under-way-cents";
import { recordVoid, type VoidResult } from "./record-void";
import { IN_HAND_MS } from "./rules";
import type { VoidInput } from "./schemas";
import { sendVoid, type VoidOrder } from "./send-void";

/**
 * Takes a whole charge back while the gateway still allows, so that the payer never sees it. Whoever presses second gets the first
 * one's void. A refusal ("too late") leaves the payment as it was: a refund may still be possible.
 * Above the firm's limit for one person it is refused: a refund can be asked of a second person instead.
 * @throws AppError forbidden, not_found, refused (not_voidable, void_above_limit), money_frozen
 */
export async function voidPayment(ctx: Ctx, input: VoidInput): Promise<VoidResult> {
  requirePermission(ctx, "payments.refund");
  const order = await inFirm(ctx, (tx) => placeVoid(ctx, tx, input));
  if ("kind" in order) return order;
  try {
    return await recordVoid(ctx, order.voidId, await sendVoid(ctx, order));
  } catch (error) {
    // The gateway may have done it; recovery asks it and writes it down.
    log().error({ err: error, voidId: order.voidId }, "void not written down");
    return { kind: "unknown", voidId: order.voidId, refusalCode: "" };
  }
}

async function placeVoid(ctx: Ctx, tx: Tx, input: VoidInput): Promise<VoidOrder | VoidResult> {
  const payment = await lockPayment(ctx, tx, input.paymentId);
  requireAccount(ctx, payment.accountId);
  const standing = await tx
    .select()
    .from(voids)
    .where(and(eq(voids.firmId, ctx.firmId), eq(voids.paymentId, payment.id), ne(voids.status, "refused")));
  const earlier = standing[0];
  if (earlier) return { kind: earlier.status, voidId: earlier.id, refusalCode: "" };
  if ((await getFirm(ctx, tx)).isMoneyFrozen) throw new AppError("money_frozen");
  const decision = decideVoid({
    status: payment.status,
    refundedCents: payment.refundedCents,
    underWayCents: await refundsUnderWayCents(ctx, tx, payment.id),
  });
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  await checkVoidAlone(ctx, tx, payment);
  const voidId = ctx.ids.next("void");
  const now = ctx.clock.now();
  await tx.insert(voids).values({
    firmId: ctx.firmId,
    id: voidId,
    paymentId: payment.id,
    status: "processing",
    reason: input.reason,
    checkAt: new Date(now.getTime() + IN_HAND_MS),
    createdBy: actorName(ctx.actor),
    createdAt: now,
  });
  const { gateway, account } = await getGatewayAccount(ctx, tx, payment.accountId);
  return { voidId, gateway, account, paymentId: payment.id, gatewayRef: payment.gatewayRef };
}
