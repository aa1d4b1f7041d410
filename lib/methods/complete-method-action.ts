import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { SaveMethodResult } from "./model";
import { recordSavedMethod, saveResultOf } from "./record-saved-method";
import { intentOfRequest } from "./rules";

/**
 * After the payer has answered the bank's challenge: asks the gateway how it ended. Nothing the browser says about it counts.
 * @throws AppError not_found
 */
export async function completeMethodAction(ctx: Ctx, requestId: string): Promise<SaveMethodResult> {
  const { method, gateway, account } = await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.firmId, ctx.firmId),
          eq(paymentMethods.intent, intentOfRequest(requestId)),
          eq(paymentMethods.status, "processing"),
        ),
      );
    const found = rows[0];
    if (!found) throw new AppError("not_found", { reason: "method_unknown" });
    return { method: found, ...(await getGatewayAccount(ctx, tx, found.accountId)) };
  });
  const finding = await gatewayOf(gateway, ctx).findSavedMethod(account, method.id);
  if (finding.kind === "absent" || finding.kind === "unknown") return saveResultOf(method);
  return recordSavedMethod(ctx, method.id, finding);
}
