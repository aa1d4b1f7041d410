import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import type { LockedPayment } from "../lock-payment";
import type { ChargeResult } from "../model";

/** What a payment's present state means for the one who asked to charge. */
export async function chargeResultOf(ctx: Ctx, tx: Tx, payment: LockedPayment): Promise<ChargeResult> {
  const paymentId = payment.id;
  switch (payment.status) {
    case "declined":
      return { kind: "declined", paymentId, declineCode: payment.declineCode };
    case "error":
      return { kind: "failed", paymentId };
    case "unknown":
      // The answer was lost and found again: the bank still waits for the payer.
      return payment.challengeUrl
        ? { kind: "requires_action", paymentId, challengeUrl: payment.challengeUrl }
        : { kind: "unknown", paymentId };
    case "created":
    case "processing":
      return payment.challengeUrl
        ? { kind: "requires_action", paymentId, challengeUrl: payment.challengeUrl }
        : { kind: "in_progress", paymentId, status: payment.status };
    default: {
      const receiptToken = await findReceiptToken(ctx, tx, paymentId);
      if (!receiptToken) return { kind: "in_progress", paymentId, status: payment.status };
      return { kind: payment.status === "pending" ? "pending" : "approved", paymentId, receiptToken };
    }
  }
}
