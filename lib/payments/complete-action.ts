import { lookUpHintOf } from "@/lib/gateways/model";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { recordFinding } from "./internal/record-finding";
import { chargeResultOf } from "./internal/result";
import { lockPayment } from "./lock-payment";
import type { ChargeResult } from "./model";

/**
 * After the payer has answered the bank's challenge: asks the gateway how it ended. Nothing the browser says about it counts.
 * @throws AppError not_found
 */
export async function completeAction(ctx: Ctx, paymentId: string): Promise<ChargeResult> {
  const { payment, gateway, account } = await inFirm(ctx, async (tx) => {
    const found = await lockPayment(ctx, tx, paymentId);
    return { payment: found, ...(await getGatewayAccount(ctx, tx, found.accountId)) };
  });
  if (payment.status === "processing" || payment.status === "unknown") {
    const finding = await gatewayOf(gateway, ctx).findCharge(account, paymentId, lookUpHintOf(payment));
    if (finding.kind === "found" && finding.outcome.kind !== "requires_action")
      await recordFinding(ctx, paymentId, finding);
  }
  return inFirm(ctx, async (tx) => chargeResultOf(ctx, tx, await lockPayment(ctx, tx, paymentId)));
}
