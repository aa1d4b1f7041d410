import type Stripe from "stripe";
import type { Call } from "../state/world";
import { refuse, StripeFailure, withDocs } from "../wire/failures";
import { type Failure, fail } from "./charges";

export const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** Ends an attempt with a no: the 402 to throw. The intent stays open for another method. */
export function decline(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge,
  failure: Failure,
): StripeFailure {
  fail(call, charge, failure);
  leaveOpen(call, intent, method, charge, failure);
  const { payment_method: shown, ...error } = intent.last_payment_error ?? { type: "card_error" };
  return new StripeFailure(402, {
    ...error,
    type: "card_error",
    message: failure.message,
    payment_intent: structuredClone(intent),
    payment_method: shown,
    request_log_url: `https://dashboard.stripe.com/test/logs/${call.requestId}`,
  });
}

/** After a failure the intent waits for another method, and says what was wrong with this one. */
export function leaveOpen(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  charge: Stripe.Charge | null,
  failure: Failure,
): void {
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.processing = null;
  intent.next_action = null;
  intent.last_payment_error = withDocs({
    type: failure.code.startsWith("payment_intent_") ? "invalid_request_error" : "card_error",
    code: failure.code,
    message: failure.message,
    ...(charge ? { charge: charge.id } : {}),
    ...(failure.declineCode ? { decline_code: failure.declineCode } : {}),
    ...(failure.advice ? { advice_code: failure.advice } : {}),
    ...(failure.networkCode ? { network_decline_code: failure.networkCode } : {}),
    payment_method: structuredClone(method),
    payment_method_type: method.type,
  }) as Stripe.PaymentIntent.LastPaymentError;
  call.world.save(intent);
  call.world.emit(call, "payment_intent.payment_failed", intent);
}

export function alreadyDone(intent: Stripe.PaymentIntent): StripeFailure {
  const message =
    intent.status === "succeeded"
      ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
      : `This PaymentIntent's status is ${intent.status}, but must be one of ${CONFIRMABLE.join(", ")} to be confirmed.`;
  const failure = refuse(message, { code: "payment_intent_unexpected_state" });
  return new StripeFailure(400, { ...failure.body, payment_intent: structuredClone(intent) });
}
