import { reconcilePayments } from "@/lib/payments/reconcile-payments";
import type { Clock } from "@/lib/platform/clock";
import { systemContext } from "@/lib/platform/make-context";
import type { Orders } from "../model";
import { resendUnasked } from "../without/resend-unasked";

/** The program's own reconciler, or one that asks nothing before it sends again. */
export function chooseSweep({ firmId, without }: Orders): (clock: Clock) => Promise<void> {
  if (without.includes("same-key")) return (clock) => resendUnasked(systemContext(firmId, "reconcile", clock), "fresh");
  if (without.includes("look-up")) return (clock) => resendUnasked(systemContext(firmId, "reconcile", clock), "same");
  return async (clock) => void (await reconcilePayments(systemContext(firmId, "reconcile", clock)));
}
