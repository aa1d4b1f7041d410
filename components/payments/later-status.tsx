import type { PaymentStatus as StatusOfPayment } from "@/lib/payments/model";
import { PaymentStatus } from "./payment-status";

/** What came after a payment was taken and does not change the run that it paid. */
const LATER: readonly string[] = ["partially_refunded", "refunded", "disputed"] satisfies readonly StatusOfPayment[];

/** The state of a payment beside the plan that it paid: refunded or disputed, which the run itself does not say. */
export function LaterStatus({ status }: { status: string | null }) {
  return status !== null && isLater(status) ? <PaymentStatus status={status} /> : null;
}

function isLater(status: string): status is StatusOfPayment {
  return LATER.includes(status);
}
