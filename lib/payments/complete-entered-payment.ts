import { obligationOfEntry } from "@/lib/payment-forms/rules";
import type { EntryRequestInput } from "@/lib/payment-forms/schemas";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { completeAction } from "./complete-action";
import { findLastAttempt } from "./find-last-attempt";
import type { ChargeResult } from "./model";

/** The bank's question about a payment that staff entered has been answered. @throws AppError forbidden, not_found */
export async function completeEnteredPayment(ctx: Ctx, { requestId }: EntryRequestInput): Promise<ChargeResult> {
  requirePermission(ctx, "payments.take");
  const attempt = await inFirm(ctx, (tx) => findLastAttempt(ctx, tx, obligationOfEntry(requestId)));
  if (!attempt) throw new AppError("not_found", { reason: "payment_unknown" });
  return completeAction(ctx, attempt.paymentId);
}
