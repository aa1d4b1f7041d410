import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { followPayment } from "./follow-payment";
import { lockPayment } from "./lock-payment";
import type { CheckPaymentInput } from "./schemas";

/** `known`: the outcome stands in our books now. `open`: the gateway knows no more. `silent`: it did not answer. */
export type CheckPaymentResult = { kind: "known" | "open" | "silent" };

/**
 * Asks the gateway about one payment now, instead of when recovery would. Reads only at the gateway: nothing is charged or sent again.
 * @throws AppError forbidden, not_found
 */
export async function checkPayment(ctx: Ctx, { paymentId }: CheckPaymentInput): Promise<CheckPaymentResult> {
  requirePermission(ctx, "payments.take");
  requireAccount(ctx, (await read(ctx, paymentId)).accountId);
  try {
    await followPayment(ctx, paymentId);
  } catch (error) {
    if (error instanceof AppError && error.code === "upstream_unavailable") return { kind: "silent" };
    throw error;
  }
  const { status } = await read(ctx, paymentId);
  return { kind: status === "unknown" || status === "processing" ? "open" : "known" };
}

function read(ctx: Ctx, paymentId: string) {
  return inFirm(ctx, (tx) => lockPayment(ctx, tx, paymentId));
}
