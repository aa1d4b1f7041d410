import type Stripe from "stripe";
import type { Call } from "../state/world";
import { invalid, noSuch, refuse } from "../wire/failures";
import { mergeMetadata } from "../wire/fields";
import type { Given } from "../wire/parameters";
import { findCharge } from "./charges";
import { moveBalance } from "./money";
import { findIntent } from "./payment-intents";
import { behind } from "./payment-methods";

const PENDING_CARD_SECONDS = 3_600;

/** Gives money back, all that is left when no amount is named. @throws StripeFailure 400 for more than is left */
export function createRefund(call: Call, given: Given<"createRefund">): Stripe.Refund {
  const charge = chargeToRefund(call, given);
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed)
    throw refuse(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: "charge_disputed" });
  if (left <= 0) throw refuse(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  const amount = given.amount ?? left;
  if (amount < 1) throw invalid("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount > left)
    throw refuse(`Refund amount (${dollars(amount)}) is greater than unrefunded amount on charge (${dollars(left)})`, {
      param: "amount",
    });
  const method = call.world.ledger.find("payment_method", call.account, String(charge.payment_method));
  const test = method ? behind(call, method) : null;
  const isBank = charge.payment_method_details?.type === "us_bank_account";
  const isPending = isBank || (test?.kind === "card" && test.refund === "pending");
  const refund = insertRefund(call, charge, { ...given, amount, isBank, status: isPending ? "pending" : "succeeded" });
  const willFail = test?.kind === "card" && test.refund === "fails";
  if (isPending || willFail) {
    const wait = isBank ? call.world.settings.refundSettleSeconds : PENDING_CARD_SECONDS;
    call.world.schedule({
      kind: "settle_refund",
      account: call.account,
      objectId: refund.id,
      dueAt: call.world.now() + wait,
    });
  }
  return refund;
}

function chargeToRefund(call: Call, given: Given<"createRefund">): Stripe.Charge {
  if (given.payment_intent !== undefined) {
    const intent = findIntent(call, given.payment_intent, "payment_intent");
    if (intent.status !== "succeeded")
      throw refuse(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
        param: "payment_intent",
      });
    return findCharge(call, String(intent.latest_charge), "charge");
  }
  if (given.charge === undefined)
    throw invalid("One of the following params should be provided for this request: payment_intent or charge.", {
      code: "parameter_missing",
    });
  const charge = findCharge(call, given.charge, "charge");
  if (charge.status !== "succeeded")
    throw refuse(`Charge ${charge.id} is not a successful charge and cannot be refunded.`, {
      code: "charge_not_refundable",
      param: "charge",
    });
  return charge;
}

function insertRefund(
  call: Call,
  charge: Stripe.Charge,
  how: Given<"createRefund"> & { amount: number; isBank: boolean; status: "pending" | "succeeded" },
): Stripe.Refund {
  const { world } = call;
  const id = world.ids.next(how.isBank ? "pyr_" : "re_");
  const transaction = moveBalance(call, {
    amount: -how.amount,
    fee: 0,
    currency: charge.currency,
    type: how.isBank ? "payment_refund" : "refund",
    category: "refund",
    source: id,
    description: `REFUND FOR CHARGE (${charge.description ?? charge.id})`,
  });
  const refund: Stripe.Refund & { object: "refund" } = {
    id,
    object: "refund",
    amount: how.amount,
    balance_transaction: transaction.id,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: how.isBank
      ? { type: "us_bank_transfer", us_bank_transfer: { reference: null, reference_status: "pending" } }
      : {
          type: "card",
          card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
        },
    metadata: mergeMetadata({}, how.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: how.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: how.status,
    transfer_reversal: null,
  };
  world.ledger.insert(call.account, refund);
  const before = charge.amount_refunded;
  charge.amount_refunded += how.amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  world.save(charge);
  world.emit(call, "refund.created", refund);
  world.emit(call, "charge.refunded", charge, { amount_refunded: before });
  return refund;
}

/** What became of a refund that was on its way, or (as the published test card does) had seemed done. */
export function settleRefund(call: Call, refund: Stripe.Refund, told: { failureReason?: string }): void {
  call.world.unschedule("settle_refund", refund.id);
  const before = refund.status;
  if (told.failureReason === undefined) {
    refund.status = "succeeded";
    call.world.save(refund);
    call.world.emit(call, "refund.updated", refund, { status: before });
    return;
  }
  if (before === "failed" || before === "canceled") throw refuse(`Refund ${refund.id} has already ${before}.`);
  const charge = findCharge(call, String(refund.charge));
  const transaction = moveBalance(call, {
    amount: refund.amount,
    fee: 0,
    currency: refund.currency,
    type: "refund_failure",
    category: "refund_failure",
    source: refund.id,
    description: `REFUND FAILURE FOR CHARGE (${charge.id})`,
  });
  refund.status = "failed";
  refund.failure_reason = told.failureReason;
  refund.failure_balance_transaction = transaction.id;
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  call.world.save(refund);
  call.world.save(charge);
  call.world.emit(call, "refund.updated", refund, { status: before });
  call.world.emit(call, "refund.failed", refund, { status: before });
  call.world.emit(call, "charge.refund.updated", refund, { status: before });
}

/** The time has come for a refund that waited. */
export function settleRefundByItself(call: Call, refund: Stripe.Refund): void {
  const method = call.world.ledger.find("payment_method", call.account, String(refund.payment_method));
  const test = method ? behind(call, method) : null;
  const fails = test?.kind === "card" && test.refund === "fails";
  settleRefund(call, refund, fails ? { failureReason: "expired_or_canceled_card" } : {});
}

export function findRefund(call: Call, id: string): Stripe.Refund {
  const found = call.world.ledger.find("refund", call.account, id);
  if (!found) throw noSuch("refund", id);
  return found;
}

export function updateRefund(call: Call, id: string, given: Given<"updateRefund">): Stripe.Refund {
  const refund = findRefund(call, id);
  refund.metadata = mergeMetadata(refund.metadata ?? {}, given.metadata);
  call.world.save(refund);
  return refund;
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
