import { closePaidLink } from "@/lib/pay-links/close-paid-link";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { LockedPayment } from "../lock-payment";

/** What taken money changes at its source, in the transaction of the outcome (SPEC 2, "what happens to what"). */
export async function applyToSource(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  kind: "approved" | "pending",
): Promise<void> {
  if (payment.linkId) await closePaidLink(ctx, tx, payment.linkId, { ...payment, isClearing: kind === "pending" });
}
