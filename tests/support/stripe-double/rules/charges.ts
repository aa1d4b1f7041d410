import type Stripe from "stripe";
import type { Call } from "../state/world";
import { noSuch } from "../wire/failures";
import { feeCents, moveBalance } from "./money";
import { DEBIT_FAILURES } from "./test-methods";

export type Failure = {
  code: string;
  declineCode?: string;
  message: string;
  advice?: "do_not_try_again" | "try_again_later" | "confirm_card_data";
  networkCode?: string;
};

/** One attempt to take an intent's money, as yet without an outcome. A debit's is `py_`, as at Stripe. */
export function insertCharge(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  facts: { mandate?: string; isAuthenticated?: boolean },
): Stripe.Charge {
  const { world } = call;
  const isBank = method.type === "us_bank_account";
  const id = world.ids.next(isBank ? "py_" : "ch_");
  const suffix = intent.statement_descriptor_suffix;
  const charge: Stripe.Charge & { object: "charge" } = {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { ...method.billing_details, tax_id: null },
    calculated_statement_descriptor: isBank ? null : statementText(suffix),
    captured: false,
    created: world.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: false,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: isBank
      ? bankDetails(call, method, facts.mandate)
      : cardDetails(call, intent, method, facts),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: suffix,
    status: "pending",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  world.ledger.insert(call.account, charge);
  intent.latest_charge = id;
  world.save(intent);
  return charge;
}

/** The money is taken: the balance grows by the amount without the fee. */
export function takeMoney(call: Call, charge: Stripe.Charge, amount = charge.amount): void {
  const isBank = charge.payment_method_details?.type === "us_bank_account";
  const transaction = moveBalance(call, {
    amount,
    fee: feeCents(amount, isBank ? "bank" : "card"),
    currency: charge.currency,
    type: isBank ? "payment" : "charge",
    category: "charge",
    source: charge.id,
    description: charge.description,
  });
  charge.balance_transaction = transaction.id;
  charge.captured = true;
  charge.amount_captured = amount;
  succeed(call, charge);
}

/** Approved; with `capture_method=manual` the money is only held. */
export function succeed(call: Call, charge: Stripe.Charge): void {
  charge.status = "succeeded";
  charge.paid = true;
  charge.receipt_url = `https://pay.stripe.com/receipts/payment/${charge.id}`;
  charge.outcome = outcome("approved_by_network", "authorized", null, "Payment complete.");
  call.world.save(charge);
}

export function fail(call: Call, charge: Stripe.Charge, failure: Failure): void {
  charge.status = "failed";
  charge.paid = false;
  charge.failure_code = failure.code;
  charge.failure_message = failure.message;
  charge.outcome = {
    ...outcome("declined_by_network", "issuer_declined", failure.declineCode ?? failure.code, failure.message),
    advice_code: failure.advice ?? null,
    network_decline_code: failure.networkCode ?? null,
  };
  call.world.save(charge);
  call.world.emit(call, "charge.failed", charge);
}

/** How a debit's failure reads; an unknown code keeps its own name. */
export function debitFailure(code: string): Failure {
  const known = DEBIT_FAILURES[code];
  return { code, message: known?.message ?? "The payment failed.", networkCode: known?.networkCode };
}

function statementText(suffix: string | null): string {
  return suffix ? `TEST* ${suffix.toUpperCase()}` : "TEST ACCOUNT";
}

export function findCharge(call: Call, id: string, param = "id"): Stripe.Charge {
  const found = call.world.ledger.find("charge", call.account, id);
  if (!found) throw noSuch("charge", id, param);
  return found;
}

function outcome(network: string, type: string, reason: string | null, message: string): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: network,
    reason,
    risk_level: "normal",
    risk_score: 20,
    seller_message: message,
    type,
  };
}

function cardDetails(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  facts: { isAuthenticated?: boolean },
): Stripe.Charge.PaymentMethodDetails {
  const card = method.card;
  if (!card) throw new Error(`${method.id} is no card`);
  const { setup_credential_usage: setup, stored_credential_usage: stored } = intent.payment_method_options?.card ?? {};
  return {
    type: "card",
    card: {
      amount_authorized: intent.amount,
      authorization_code: call.world.ids.next("", 6).toUpperCase(),
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: facts.isAuthenticated ? "05" : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: "disabled" },
      fingerprint: card.fingerprint,
      funding: card.funding,
      incremental_authorization: { status: "unavailable" },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: "unavailable" },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: call.world.ids.next("", 15),
      overcapture: { maximum_amount_capturable: intent.amount, status: "unavailable" },
      regulated_status: card.regulated_status,
      ...(setup ? { setup_credential_usage: setup } : {}),
      ...(stored ? { stored_credential_usage: stored } : {}),
      three_d_secure: facts.isAuthenticated ? AUTHENTICATED : null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: "challenge",
  electronic_commerce_indicator: "05",
  exemption_indicator: null,
  result: "authenticated",
  result_reason: null,
  transaction_id: "f1d2e3c4-0000-4000-8000-000000000000",
  version: "2.2.0",
};

function bankDetails(call: Call, method: Stripe.PaymentMethod, mandate?: string): Stripe.Charge.PaymentMethodDetails {
  const bank = method.us_bank_account;
  return {
    type: "us_bank_account",
    us_bank_account: {
      account_holder_type: bank?.account_holder_type ?? null,
      account_type: bank?.account_type ?? null,
      bank_name: bank?.bank_name ?? null,
      fingerprint: bank?.fingerprint ?? null,
      last4: bank?.last4 ?? null,
      ...(mandate ? { mandate } : {}),
      payment_reference: call.world.ids.next("", 15),
      routing_number: bank?.routing_number ?? null,
    },
  };
}
