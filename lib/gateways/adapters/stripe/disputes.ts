import type Stripe from "stripe";
import type { ChargeReversal, DisputeFacts } from "../../port";
import { toReturnCode } from "./returns";

/**
 * What Stripe's word means for the money. Null: an inquiry, or one that was prevented: nothing was taken for it, and there is no
 * dispute in the port's sense.
 */
export const DISPUTE_STATUSES: Readonly<Record<string, DisputeFacts["status"] | null>> = {
  warning_needs_response: null,
  warning_under_review: null,
  warning_closed: null,
  prevented: null,
  needs_response: "open",
  under_review: "open",
  // An appeal is made of a lost dispute: the money stays away until it is won.
  appeal_needs_response: "lost",
  appeal_under_review: "lost",
  won: "won",
  lost: "lost",
};

/** The disputes that took money, in the order of the list. */
export function toDisputes(disputes: readonly Stripe.Dispute[]): DisputeFacts[] {
  return disputes.flatMap((dispute) => {
    const status = DISPUTE_STATUSES[dispute.status];
    if (!status) return [];
    const dueBy = dispute.evidence_details.due_by;
    return {
      gatewayRef: dispute.id,
      status,
      amountCents: dispute.amount,
      reason: dispute.reason,
      feeCents: dispute.balance_transactions.reduce((sum, one) => sum + one.fee, 0),
      openedAt: new Date(dispute.created * 1_000),
      evidenceDueAt: dueBy === null ? null : new Date(dueBy * 1_000),
    };
  });
}

/**
 * A debit that a bank takes back after it was paid comes as a dispute, lost from the start. It is a return: there is nothing to
 * answer.
 */
export function toLateReturn(disputes: readonly Stripe.Dispute[]): ChargeReversal | null {
  const lost = disputes.find((dispute) => DISPUTE_STATUSES[dispute.status] === "lost");
  return lost ? { kind: "returned", code: toReturnCode(lost.reason) } : null;
}
