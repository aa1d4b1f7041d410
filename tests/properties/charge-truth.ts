import type { PaymentStatus } from "@/lib/payments/model";

export const AMOUNT_CENTS = 10_000;

/** What may happen around one payment. The desk acts are the processor's or the bank's; "hear" is a webhook, in any order. */
export const ACTS = [
  "pay card",
  "pay bank",
  "pay returning bank",
  "pay disputed card",
  "pay declined card",
  "pay, answer lost",
  "refund 30",
  "refund 60",
  "refund rest",
  "refund 30, answer lost",
  "void",
  "void, answer lost",
  "settle",
  "return",
  "dispute",
  "win",
  "lose",
  "hear",
  "hear twice at once",
  "a day passes",
] as const;
export type Act = (typeof ACTS)[number];

/** The processor's truth about a charge, in as few words as possible; written apart from the sandbox to judge it and us. */
export type Truth = {
  state: "approved" | "pending" | "settled" | "voided" | "returned";
  isBank: boolean;
  refundedCents: number;
  dispute: "" | "open" | "won" | "lost";
  /** What a day brings by itself; "" once a person has acted at the desk. */
  fate: "" | "settled" | "returned" | "disputed";
};

/** Where our books must stand once they have heard everything. */
export function statusOf(truth: Truth): PaymentStatus {
  if (truth.state === "voided" || truth.state === "returned" || truth.state === "pending") return truth.state;
  if (truth.dispute === "open") return "disputed";
  if (truth.dispute === "lost") return "dispute_lost";
  if (truth.refundedCents >= AMOUNT_CENTS) return "refunded";
  return truth.refundedCents > 0 ? "partially_refunded" : truth.state;
}

/** After "pay ..." was accepted. */
export function truthOfPay(act: Act): Truth | null {
  const card: Truth = { state: "approved", isBank: false, refundedCents: 0, dispute: "", fate: "settled" };
  const bank: Truth = { ...card, state: "pending", isBank: true };
  switch (act) {
    case "pay card":
    case "pay, answer lost":
      return card;
    case "pay bank":
      return bank;
    case "pay returning bank":
      return { ...bank, fate: "returned" };
    case "pay disputed card":
      return { ...card, fate: "disputed" };
    default:
      return null;
  }
}

/** Whether the desk may do this now, and what it makes of the charge; null when it may not. */
export function actAtDesk(truth: Truth, act: "settle" | "return" | "dispute" | "win" | "lose"): Truth | null {
  const { state, isBank, dispute } = truth;
  const isDisputed = dispute === "open" || dispute === "lost";
  switch (act) {
    case "settle":
      return (state === "pending" || state === "approved") && !isDisputed
        ? { ...truth, state: "settled", fate: "" }
        : null;
    case "return":
      return isBank && (state === "pending" || state === "settled") ? { ...truth, state: "returned", fate: "" } : null;
    case "dispute":
      return !isBank && dispute === "" && (state === "approved" || state === "settled")
        ? { ...truth, state: "settled", dispute: "open", fate: "" }
        : null;
    case "win":
      return isDisputed ? { ...truth, state: "settled", dispute: "won", fate: "" } : null;
    case "lose":
      return dispute === "open" ? { ...truth, dispute: "lost", fate: "" } : null;
  }
}

export function dayPasses(truth: Truth): Truth {
  if (truth.fate === "disputed") return { ...truth, state: "settled", dispute: "open", fate: "" };
  return truth.fate === "" ? truth : { ...truth, state: truth.fate, fate: "" };
}

/** What the processor says to a refund or a void of this charge. */
export function takesRefund(truth: Truth, cents: number): boolean {
  const isOpen =
    (truth.state === "approved" || truth.state === "settled") && truth.dispute !== "open" && truth.dispute !== "lost";
  return isOpen && cents <= AMOUNT_CENTS - truth.refundedCents;
}

export function takesVoid(truth: Truth): boolean {
  if (truth.state === "voided") return true;
  return (truth.state === "approved" || truth.state === "pending") && truth.dispute === "" && truth.refundedCents === 0;
}
