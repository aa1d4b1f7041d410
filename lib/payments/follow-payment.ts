import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { recordFinding } from "./internal/record-finding";
import { lockPayment } from "./lock-payment";

/**
 * Reads one payment again from its gateway and brings it to where the gateway says it is. For hints such as webhooks: safe to run any
 * number of times, in any order. Sends nothing.
 * @throws AppError upstream_unavailable when the gateway does not answer, so that the hint is tried again
 */
export async function followPayment(ctx: Ctx, paymentId: string): Promise<void> {
  const { gateway, account } = await inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    return getGatewayAccount(ctx, tx, payment.accountId);
  });
  const found = await gatewayOf(gateway, ctx).findCharge(account, paymentId);
  if (found.kind === "unknown") throw new AppError("upstream_unavailable", { cause: new Error(found.detail) });
  if (found.kind === "found") await recordFinding(ctx, paymentId, found);
}
