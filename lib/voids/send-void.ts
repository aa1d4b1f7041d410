import type { GatewayAccount, VoidOutcome } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import type { Ctx } from "@/lib/platform/context";

/** A void that is written down and may be sent, again as often as needed. */
export type VoidOrder = {
  voidId: string;
  gateway: string;
  account: GatewayAccount;
  paymentId: string;
  gatewayRef: string;
};

export function sendVoid(ctx: Ctx, order: VoidOrder): Promise<VoidOutcome> {
  return gatewayOf(order.gateway, ctx).void({
    account: order.account,
    idempotencyKey: `void:${order.voidId}`,
    chargeReference: order.paymentId,
    gatewayRef: order.gatewayRef,
  });
}
