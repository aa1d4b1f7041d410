import type { World } from "../state/world";

/** One attempt to take money, as the double's own books have it. Amounts are cents. */
export type ChargeLine = {
  chargeId: string;
  paymentIntentId: string;
  account: string;
  kind: "card" | "us_bank_account";
  status: "succeeded" | "pending" | "failed";
  /** The intent's: a canceled one took nothing, whatever its charge once was. */
  intentStatus: string;
  amountCents: number;
  currency: string;
  capturedCents: number;
  refundedCents: number;
  /** What disputes that are open or lost took back. */
  disputedCents: number;
  metadata: Record<string, string>;
  customer: string | null;
  declineCode: string | null;
  createdAt: number;
};

export type RefundLine = {
  refundId: string;
  chargeId: string;
  paymentIntentId: string;
  amountCents: number;
  status: string;
  metadata: Record<string, string>;
  createdAt: number;
};

/** Every attempt, oldest first. Metadata is the intent's, where a reference is kept. */
export function listChargeLines(world: World): ChargeLine[] {
  const disputes = world.ledger.allRows("dispute").map((row) => row.object);
  const rows = world.ledger.allRows("charge").reverse();
  return rows.map(({ account, object: charge }) => {
    const intent = world.ledger.find("payment_intent", account, String(charge.payment_intent));
    const taken = disputes.filter((one) => one.charge === charge.id && one.status !== "won");
    return {
      chargeId: charge.id,
      paymentIntentId: String(charge.payment_intent),
      account,
      kind: charge.payment_method_details?.type === "us_bank_account" ? "us_bank_account" : "card",
      status: charge.status as ChargeLine["status"],
      intentStatus: intent?.status ?? "",
      amountCents: charge.amount,
      currency: charge.currency,
      capturedCents: charge.amount_captured,
      refundedCents: charge.amount_refunded,
      disputedCents: taken.reduce((sum, one) => sum + one.amount, 0),
      metadata: intent?.metadata ?? charge.metadata,
      customer: charge.customer === null ? null : String(charge.customer),
      declineCode: charge.outcome?.reason ?? charge.failure_code,
      createdAt: charge.created,
    };
  });
}

export function listRefundLines(world: World): RefundLine[] {
  const rows = world.ledger.allRows("refund").reverse();
  return rows.map(({ object: refund }) => ({
    refundId: refund.id,
    chargeId: String(refund.charge),
    paymentIntentId: String(refund.payment_intent),
    amountCents: refund.amount,
    status: refund.status ?? "",
    metadata: refund.metadata ?? {},
    createdAt: refund.created,
  }));
}
