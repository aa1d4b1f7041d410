import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { gatewayOf } from "@/lib/gateways/registry";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { IN_FLIGHT_MS } from "@/lib/payments/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { unseal } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { lockMethod, methodIs, type StoredMethod, storedTokenPlace } from "./internal/load";
import type { MethodIdInput } from "./schemas";

/**
 * Takes a method away: from here on it cannot be charged, then the gateway forgets it, then our token is erased. What the gateway has not
 * answered is asked again by `reconcileMethods`. Its consent stays on record.
 * @throws AppError forbidden, not_found, refused (method_not_active)
 */
export async function removeMethod(ctx: Ctx, input: MethodIdInput): Promise<{ id: string; isDone: boolean }> {
  requirePermission(ctx, "payers.manage");
  const method = await inFirm(ctx, async (tx) => {
    const found = await lockMethod(ctx, tx, input.methodId);
    requireAccount(ctx, found.accountId);
    if (found.status === "removing" || found.status === "removed") return found;
    if (found.status !== "active") throw new AppError("refused", { reason: "method_not_active" });
    const checkAt = new Date(ctx.clock.now().getTime() + IN_FLIGHT_MS);
    await tx
      .update(paymentMethods)
      .set({ status: "removing", isDefault: false, checkAt, checks: 0 })
      .where(methodIs(ctx, found.id));
    const { id: methodId, brand, last4 } = found;
    await appendAudit(ctx, tx, {
      action: "method.remove",
      objectType: "payer",
      objectId: found.payerId,
      detail: { methodId, brand, last4 },
    });
    return found;
  });
  if (method.status === "removed") return { id: method.id, isDone: true };
  return { id: method.id, isDone: await detachMethod(ctx, method) };
}

/** Lets the gateway forget a method that is being removed, and writes it down. False: it did not answer, ask again. */
export async function detachMethod(ctx: Ctx, method: StoredMethod): Promise<boolean> {
  const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, method.accountId));
  const token = unseal(method.storedTokenSealed, storedTokenPlace(ctx.firmId));
  const outcome = await gatewayOf(gateway, ctx).removeMethod(account, token);
  if (outcome.kind !== "removed") return false;
  await inFirm(ctx, (tx) =>
    tx
      .update(paymentMethods)
      .set({ status: "removed", storedTokenSealed: "", removedAt: ctx.clock.now(), checkAt: null })
      .where(and(methodIs(ctx, method.id), eq(paymentMethods.status, "removing"))),
  );
  return true;
}
