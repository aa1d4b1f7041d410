import { payments } from "@/db/schema/payments";
import type { EnterPaymentInput } from "@/lib/payment-forms/schemas";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { claimCents } from "@/lib/surcharges/rules";
import { findLastAttempt } from "../find-last-attempt";
import { paymentIs } from "../lock-payment";
import type { ChargeResult } from "../model";
import { holdsClaim } from "../rules";

/**
 * The payment that this form has led to already; null while it may be charged. A form whose payment was voided is over as well: what
 * is charged next has a form of its own. Whoever sends another sum under a form that was charged must not be told that it was taken.
 * @throws AppError idempotency_key_reused
 */
export async function findStanding(
  ctx: Ctx,
  tx: Tx,
  input: EnterPaymentInput,
  obligation: string,
): Promise<ChargeResult | null> {
  const last = await findLastAttempt(ctx, tx, obligation);
  if (!last || !(holdsClaim(last.status) || last.status === "voided")) return null;
  const rows = await tx.select().from(payments).where(paymentIs(ctx, last.paymentId));
  const [row] = rows;
  const savedMethodId = input.methodKind === "saved" ? input.methodId : null;
  const isSame =
    row &&
    claimCents(row) === input.amountCents &&
    row.accountId === input.account &&
    row.savedMethodId === savedMethodId;
  if (!isSame) throw new AppError("idempotency_key_reused");
  return { kind: "in_progress", paymentId: last.paymentId, status: last.status };
}
