import { gatewayOf } from "@/lib/gateways/registry";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import type { RefundResult } from "../model";
import { recordRefund } from "../record-refund";
import type { RefundOrder } from "./place-refund";

/** Sends a committed refund to the gateway and writes its answer down. Outside any transaction. */
export async function sendRefund(ctx: Ctx, order: RefundOrder): Promise<RefundResult> {
  try {
    const outcome = await gatewayOf(order.gateway, ctx).refund({
      account: order.account,
      reference: order.refundId,
      idempotencyKey: `refund:${order.refundId}`,
      chargeReference: order.payment.id,
      gatewayRef: order.payment.gatewayRef,
      amountCents: order.amountCents,
      currency: order.payment.currency,
    });
    return await recordRefund(ctx, order.refundId, outcome);
  } catch (error) {
    // The gateway may have sent it; recovery asks it and writes it down.
    log().error({ err: error, refundId: order.refundId }, "refund not written down");
    return { kind: "unknown", refundId: order.refundId, refusalCode: "" };
  }
}
