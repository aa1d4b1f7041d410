import { and, eq, inArray, or } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { getFirm } from "@/lib/firms/queries";
import { checkAcceptedKind } from "@/lib/merchant-accounts/check-accepted-kind";
import { requireAccount } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { unseal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";
import { lockMethod, type StoredMethod, storedTokenPlace } from "./internal/load";
import { decideMethodCharge, isExpiredMonth, NEVER_AGAIN_CODES, NEVER_AGAIN_RETURNS } from "./rules";

export type OpenMethod = Pick<
  StoredMethod,
  "id" | "payerId" | "accountId" | "customerRef" | "kind" | "brand" | "last4" | "funding"
> & {
  /** The gateway's own token. Never leaves the server. */
  methodToken: string;
};

/**
 * A saved method that staff may charge now, with the gateway's token of it, locked until the transaction ends.
 * @throws AppError not_found, refused (method_not_active, method_expired, method_blocked, method_not_accepted)
 */
export async function openChargeableMethod(ctx: Ctx, tx: Tx, methodId: string): Promise<OpenMethod> {
  const method = await lockMethod(ctx, tx, methodId);
  requireAccount(ctx, method.accountId);
  const { timeZone } = await getFirm(ctx, tx);
  const decision = decideMethodCharge({
    status: method.status,
    isExpired: isExpiredMonth(method.expiresMonth, ctx.clock.now(), timeZone),
    isBlocked: await isBlocked(ctx, tx, method),
  });
  if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
  const { id, payerId, accountId, customerRef, kind, brand, last4, funding } = method;
  invariant(kind !== "", `the kind of an active method ${id} is known`);
  await checkAcceptedKind(ctx, tx, accountId, kind);
  const methodToken = unseal(method.storedTokenSealed, storedTokenPlace(ctx.firmId));
  return { id, payerId, accountId, customerRef, kind, brand, last4, funding, methodToken };
}

/** Whether an earlier charge of this method ended with a code that forbids another. */
async function isBlocked(ctx: Ctx, tx: Tx, method: StoredMethod): Promise<boolean> {
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.firmId, ctx.firmId),
        eq(payments.payerId, method.payerId),
        eq(payments.savedMethodId, method.id),
        or(
          inArray(payments.declineCode, [...NEVER_AGAIN_CODES]),
          inArray(payments.returnCode, [...NEVER_AGAIN_RETURNS]),
        ),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
