import type Stripe from "stripe";
import type { Call } from "../state/world";
import { noSuch, refuse } from "../wire/failures";
import { mergeMetadata } from "../wire/fields";
import type { Given } from "../wire/parameters";
import { findCharge } from "./charges";
import { DISPUTE_FEE_CENTS, moveBalance } from "./money";

const DAY_SECONDS = 86_400;
/** Days to answer. Those of a bank debit cannot be answered: its disputes are lost from the start. */
const DAYS_TO_ANSWER = 9;

/** The payer's bank takes the money back. A returned debit's dispute is final at once, as docs.stripe.com says of ACH. */
export function openDispute(
  call: Call,
  charge: Stripe.Charge,
  how: { reason: string; amount?: number },
): Stripe.Dispute {
  const { world } = call;
  const amount = how.amount ?? charge.amount_captured;
  if (charge.status !== "succeeded" || standingCents(call, charge) + amount > charge.amount_captured)
    throw refuse(`Charge ${charge.id} cannot be disputed.`);
  const isBank = charge.payment_method_details?.type === "us_bank_account";
  const card = charge.payment_method_details?.card;
  const id = world.ids.next("du_");
  const withdrawn = moveBalance(call, {
    amount: -amount,
    fee: DISPUTE_FEE_CENTS,
    currency: charge.currency,
    type: "adjustment",
    category: "dispute",
    source: id,
    description: `Chargeback withdrawal for ${charge.id}`,
  });
  const dispute: Stripe.Dispute & { object: "dispute" } = {
    id,
    object: "dispute",
    amount,
    balance_transactions: [withdrawn],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(),
    evidence_details: {
      due_by: isBank ? null : world.now() + DAYS_TO_ANSWER * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    } as Stripe.Dispute.EvidenceDetails,
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    ...(card
      ? {
          payment_method_details: {
            type: "card",
            card: {
              brand: card.brand ?? "visa",
              case_type: "chargeback",
              network: card.brand,
              network_reason_code: "10.4",
            },
          } as Stripe.Dispute.PaymentMethodDetails,
        }
      : {}),
    reason: how.reason,
    status: isBank ? "lost" : "needs_response",
  };
  world.ledger.insert(call.account, dispute);
  charge.disputed = true;
  world.save(charge);
  world.emit(call, "charge.dispute.created", dispute);
  world.emit(call, "charge.dispute.funds_withdrawn", dispute);
  if (isBank) world.emit(call, "charge.dispute.closed", dispute);
  return dispute;
}

/** What of a charge is disputed now: open or lost. */
function standingCents(call: Call, charge: Stripe.Charge): number {
  return call.world.ledger
    .list("dispute", call.account)
    .filter((one) => one.charge === charge.id && one.status !== "won")
    .reduce((sum, one) => sum + one.amount, 0);
}

/** The bank's decision. Only after a won one does the money come back; the fee never does. */
export function decideDispute(call: Call, dispute: Stripe.Dispute, status: "won" | "lost"): void {
  if (dispute.status === "won" || dispute.status === "lost")
    throw refuse(`This dispute is already closed.`, { param: "dispute" });
  dispute.status = status;
  if (status === "won") {
    const charge = findCharge(call, String(dispute.charge));
    const returned = moveBalance(call, {
      amount: dispute.amount,
      fee: 0,
      currency: dispute.currency,
      type: "adjustment",
      category: "dispute_reversal",
      source: dispute.id,
      description: `Chargeback reversal for ${charge.id}`,
    });
    dispute.balance_transactions = [...dispute.balance_transactions, returned];
    charge.disputed = standingCents(call, charge) > 0;
    call.world.save(charge);
  }
  call.world.save(dispute);
  call.world.emit(call, "charge.dispute.closed", dispute);
  if (status === "won") call.world.emit(call, "charge.dispute.funds_reinstated", dispute);
}

export function updateDispute(call: Call, id: string, given: Given<"updateDispute">): Stripe.Dispute {
  const dispute = findDispute(call, id);
  if (dispute.status !== "needs_response")
    throw refuse("This dispute is no longer open: evidence can be given only while it needs a response.", {
      param: "dispute",
    });
  Object.assign(dispute.evidence, given.evidence ?? {});
  dispute.metadata = mergeMetadata(dispute.metadata, given.metadata);
  dispute.evidence_details.has_evidence =
    Object.keys(given.evidence ?? {}).length > 0 || dispute.evidence_details.has_evidence;
  // Evidence is submitted at once unless the caller says that it is a draft.
  if (given.evidence && given.submit !== false) {
    dispute.status = "under_review";
    dispute.evidence_details.submission_count += 1;
  }
  call.world.save(dispute);
  call.world.emit(call, "charge.dispute.updated", dispute);
  return dispute;
}

/** The merchant gives in. */
export function closeDispute(call: Call, id: string): Stripe.Dispute {
  const dispute = findDispute(call, id);
  decideDispute(call, dispute, "lost");
  return dispute;
}

export function findDispute(call: Call, id: string): Stripe.Dispute {
  const found = call.world.ledger.find("dispute", call.account, id);
  if (!found) throw noSuch("dispute", id);
  return found;
}

function noEvidence(): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  } as Stripe.Dispute.Evidence;
}
