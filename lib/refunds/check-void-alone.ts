import type { LockedPayment } from "@/lib/payments/lock-payment";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { readAllowance } from "./internal/allowance";
import { needsSecondPerson } from "./rules";

/**
 * A void takes the whole payment back, so it is held to the same limit as a refund; otherwise the limit would hold only from the hour of
 * settlement on. It is not asked of a second person: its window closes within hours, and a refund can be asked at any time.
 * @throws AppError refused (void_above_limit)
 */
export async function checkVoidAlone(ctx: Ctx, tx: Tx, payment: LockedPayment): Promise<void> {
  const allowance = await readAllowance(ctx, tx, payment.id);
  if (needsSecondPerson(allowance, payment.amountCents)) throw new AppError("refused", { reason: "void_above_limit" });
}
