import type Stripe from "stripe";
import type { Call } from "../state/world";
import { invalid, noSuch, refuse } from "../wire/failures";
import { mergeMetadata } from "../wire/fields";
import type { Given } from "../wire/parameters";
import { findCharge, takeMoney } from "./charges";
import { confirmIntent } from "./confirm-payment";
import { findCustomer } from "./customers";

const CURRENCIES = ["usd", "cad"];
const METHOD_TYPES = ["card", "us_bank_account"];
const MIN_CENTS = 50;
const MAX_CENTS = 99_999_999;

/** Creates an intent; with `confirm` it is also carried out, and a decline leaves it open and throws. */
export function createIntent(call: Call, given: Given<"createIntent">): Stripe.PaymentIntent {
  checkNew(given);
  if (given.customer) findCustomer(call, given.customer, "customer");
  const { world } = call;
  const id = world.ids.next("pi_");
  const intent: Stripe.PaymentIntent & { object: "payment_intent" } = {
    id,
    object: "payment_intent",
    allowed_payment_method_types: given.allowed_payment_method_types ?? null,
    amount: given.amount ?? 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: given.allowed_payment_method_types
      ? null
      : { allow_redirects: given.automatic_payment_methods?.allow_redirects ?? "always", enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.capture_method ?? "automatic_async",
    client_secret: `${id}_secret_${world.ids.next("", 25)}`,
    confirmation_method: given.confirmation_method ?? "automatic",
    created: world.now(),
    currency: (given.currency ?? "usd").toLowerCase(),
    customer: given.customer ?? null,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: given.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { request_three_d_secure: "automatic" },
    } as Stripe.PaymentIntent.PaymentMethodOptions,
    payment_method_types: typesOf(given),
    payment_record: null,
    processing: null,
    receipt_email: given.receipt_email ?? null,
    review: null,
    setup_future_usage: given.setup_future_usage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: given.statement_descriptor_suffix ?? null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: given.transfer_group ?? null,
  };
  world.ledger.insert(call.account, intent);
  world.emit(call, "payment_intent.created", intent);
  if (given.confirm || given.payment_method) confirmIntent(call, intent, given, given.confirm === true);
  return intent;
}

function typesOf(given: Given<"createIntent">): string[] {
  const allowed = given.allowed_payment_method_types ?? METHOD_TYPES;
  // A bank account of the USA is debited in its own currency only.
  const types = given.currency?.toLowerCase() === "usd" ? METHOD_TYPES : ["card"];
  return types.filter(
    (type) => allowed.some((one) => one === type) && !given.excluded_payment_method_types?.includes(type),
  );
}

/** What Stripe refuses before it makes anything. */
function checkNew(given: Given<"createIntent">): void {
  const { amount = 0, currency = "" } = given;
  if (!CURRENCIES.includes(currency.toLowerCase()))
    throw invalid(`Invalid currency: ${currency}. This double's accounts take usd and cad only.`, {
      param: "currency",
    });
  if (currency.toLowerCase() !== "usd" && given.allowed_payment_method_types?.includes("us_bank_account"))
    throw invalid(`The currency provided (${currency}) is invalid for payment method type us_bank_account.`, {
      param: "currency",
    });
  if (amount < 1)
    throw invalid("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  if (amount < MIN_CENTS)
    throw invalid("Amount must be at least $0.50 usd", { code: "amount_too_small", param: "amount" });
  if (amount > MAX_CENTS)
    throw invalid("Amount must be no more than $999,999.99", { code: "amount_too_large", param: "amount" });
  if (given.allowed_payment_method_types && (given.automatic_payment_methods || given.excluded_payment_method_types))
    throw invalid(
      "You may only specify one of these parameters: allowed_payment_method_types, automatic_payment_methods, excluded_payment_method_types.",
      { code: "parameters_exclusive", param: "allowed_payment_method_types" },
    );
  if (!given.confirm) {
    for (const name of [
      "confirmation_token",
      "off_session",
      "mandate_data",
      "return_url",
      "error_on_requires_action",
    ] as const) {
      if (given[name] !== undefined)
        throw invalid(`You cannot provide a value for \`${name}\` when \`confirm\` is not true.`, { param: name });
    }
  }
  checkDescriptor(given.statement_descriptor_suffix);
}

function checkDescriptor(suffix: string | undefined): void {
  if (suffix === undefined) return;
  const param = "statement_descriptor_suffix";
  if (/[<>\\'"*]/.test(suffix))
    throw invalid("The statement descriptor suffix contains invalid characters: < > \\ ' \" *", { param });
  if (!/[A-Za-z]/.test(suffix))
    throw invalid("The statement descriptor suffix must contain at least one letter.", { param });
}

export function findIntent(call: Call, id: string, param = "intent"): Stripe.PaymentIntent {
  const found = call.world.ledger.find("payment_intent", call.account, id);
  if (!found) throw noSuch("payment_intent", id, param);
  return found;
}

export function updateIntent(call: Call, id: string, given: Given<"updateIntent">): Stripe.PaymentIntent {
  const intent = findIntent(call, id);
  intent.metadata = mergeMetadata(intent.metadata, given.metadata);
  intent.description = given.description ?? intent.description;
  if (given.receipt_email !== undefined) intent.receipt_email = given.receipt_email;
  call.world.save(intent);
  return intent;
}

const CANCELABLE = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
  "processing",
];

/** Only before the money is taken; a debit that is `processing` can be stopped while it has not been sent: the published test account. */
export function cancelIntent(call: Call, id: string, given: Given<"cancelIntent">): Stripe.PaymentIntent {
  const intent = findIntent(call, id);
  const charge = call.world.ledger.find("charge", call.account, String(intent.latest_charge));
  if (!CANCELABLE.includes(intent.status)) {
    throw refuse(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(", ")}.`,
      { code: "payment_intent_unexpected_state" },
    );
  }
  if (charge && intent.status === "requires_capture") {
    charge.refunded = true;
    charge.amount_refunded = charge.amount;
    call.world.save(charge);
  }
  if (charge && intent.status === "processing") {
    call.world.unschedule("settle_debit", intent.id);
    charge.status = "failed";
    call.world.save(charge);
  }
  intent.status = "canceled";
  intent.canceled_at = call.world.now();
  intent.cancellation_reason = given.cancellation_reason ?? null;
  intent.amount_capturable = 0;
  intent.next_action = null;
  intent.processing = null;
  call.world.save(intent);
  call.world.emit(call, "payment_intent.canceled", intent);
  return intent;
}

/** Takes money that was only held; what is not taken is released. */
export function captureIntent(call: Call, id: string, given: Given<"captureIntent">): Stripe.PaymentIntent {
  const intent = findIntent(call, id);
  if (intent.status !== "requires_capture") {
    throw refuse(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { code: "payment_intent_unexpected_state" },
    );
  }
  const amount = given.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable)
    throw refuse("The amount to capture is greater than the amount you can capture.", {
      code: "amount_too_large",
      param: "amount_to_capture",
    });
  const charge = findCharge(call, String(intent.latest_charge));
  takeMoney(call, charge, amount);
  charge.amount_refunded = charge.amount - amount;
  intent.metadata = mergeMetadata(intent.metadata, given.metadata);
  intent.status = "succeeded";
  intent.amount_received = amount;
  intent.amount_capturable = 0;
  call.world.save(intent);
  call.world.emit(call, "charge.captured", charge);
  call.world.emit(call, "payment_intent.succeeded", intent);
  return intent;
}
