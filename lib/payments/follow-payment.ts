import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { payments, refunds } from "@/db/schema/payments";
import { webhookEvents } from "@/db/schema/webhooks";
import { lookUpHintOf } from "@/lib/gateways/model";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { reconcileRefund } from "@/lib/refunds/reconcile-refunds";
import { reconcileVoid } from "@/lib/voids/reconcile-voids";
import { recordFinding } from "./internal/record-finding";
import { lockPayment, paymentIs } from "./lock-payment";

/**
 * Reads one payment again from its gateway, with its refunds and voids that wait for an answer, and brings them to where the gateway
 * says they are. For hints such as webhooks: safe to run any number of times, in any order.
 * @throws AppError upstream_unavailable when the gateway does not answer, so that the hint is tried again
 */
export async function followPayment(ctx: Ctx, paymentId: string): Promise<void> {
  const { gateway, account, hint, openRefunds, openVoids } = await inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    const now = ctx.clock.now();
    await tx.update(payments).set({ askedAt: now }).where(paymentIs(ctx, paymentId));
    // Before the reading: what happens from here on is a new hint.
    await tx
      .update(webhookEvents)
      .set({ handledAt: now })
      .where(
        and(
          eq(webhookEvents.firmId, ctx.firmId),
          eq(webhookEvents.reference, paymentId),
          isNull(webhookEvents.handledAt),
        ),
      );
    return {
      hint: lookUpHintOf(payment),
      openRefunds: await tx
        .select()
        .from(refunds)
        .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, paymentId), isNotNull(refunds.checkAt))),
      openVoids: await tx
        .select()
        .from(voids)
        .where(and(eq(voids.firmId, ctx.firmId), eq(voids.paymentId, paymentId), isNotNull(voids.checkAt))),
      ...(await getGatewayAccount(ctx, tx, payment.accountId)),
    };
  });
  const found = await gatewayOf(gateway, ctx).findCharge(account, paymentId, hint);
  if (found.kind === "unknown") throw new AppError("upstream_unavailable", { cause: new Error(found.detail) });
  if (found.kind === "found") await recordFinding(ctx, paymentId, found);
  for (const refund of openRefunds) await reconcileRefund(ctx, refund);
  for (const row of openVoids) await reconcileVoid(ctx, row);
}
