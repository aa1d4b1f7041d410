import type { Paper } from "@/lib/documents/model";
import type { PaymentStatus } from "@/lib/payments/model";
import type { ReceiptView } from "./model";

export type ReceiptHeading = "received" | "submitted" | "returned" | "voided" | "refunded";

/** What the receipt calls the payment now. */
export function headingOf(status: PaymentStatus): ReceiptHeading {
  if (status === "pending") return "submitted";
  if (status === "returned" || status === "dispute_lost") return "returned";
  if (status === "voided") return "voided";
  return status === "refunded" ? "refunded" : "received";
}

/** Whether the payment stands, paid or on its way: the firm may thank for it. */
export function isHeld({ status }: Pick<ReceiptView, "status">): boolean {
  return ["received", "submitted"].includes(headingOf(status));
}

/** What a trust deposit's receipt must say beside its sum (R4); null when the money is not, or no longer, on its way there. */
export function trustWordOf({ status, accountKind }: Pick<ReceiptView, "status" | "accountKind">) {
  if (accountKind !== "trust") return null;
  const heading = headingOf(status);
  if (heading === "submitted") return "trustSubmitted";
  return heading === "received" ? "trust" : null;
}

export function refundedCents(receipt: Pick<ReceiptView, "refunds">): number {
  return receipt.refunds.reduce((sum, refund) => sum + refund.amountCents, 0);
}

const LETTER_CURRENCIES = ["USD", "CAD", "MXN"];

/** The paper that lies in the printer where this money is used. */
export function paperOf(currency: string): Paper {
  return LETTER_CURRENCIES.includes(currency) ? "letter" : "a4";
}
