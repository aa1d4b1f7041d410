import type Stripe from "stripe";
import type { Call } from "../state/world";
import { StripeFailure } from "../wire/failures";
import { chargeCard } from "./card-payments";
import { type Failure, insertCharge } from "./charges";
import { alreadyDone, decline, leaveOpen } from "./outcomes";
import { behind, findMethod } from "./payment-methods";
import type { TestMethod } from "./test-methods";

/** Whether the issuer wants to see the payer (3-D Secure). */
export function needsAuthentication(
  call: Call,
  method: Stripe.PaymentMethod,
  test: TestMethod & { kind: "card" },
  intent: Stripe.PaymentIntent,
): boolean {
  if (test.authentication === "always") return true;
  if (test.authentication === "unless_set_up") return call.world.ledger.note(method.id).isSetUp !== true;
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  return asked === "any" || asked === "challenge";
}

const AUTHENTICATE: Failure = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
  advice: "try_again_later",
};

export function askForAuthentication(
  call: Call,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  how: { isOffSession: boolean; isRefused: boolean },
): void {
  if (how.isOffSession || how.isRefused) {
    const charge = insertCharge(call, intent, method, {});
    throw decline(call, intent, method, charge, AUTHENTICATE);
  }
  intent.status = "requires_action";
  intent.next_action = nextAction(call, intent.id, String(intent.client_secret));
  call.world.save(intent);
  call.world.emit(call, "payment_intent.requires_action", intent);
}

type NextAction =
  | { type: "redirect_to_url"; redirect_to_url: { return_url: string; url: string } }
  | { type: "use_stripe_sdk"; use_stripe_sdk: { type: string; stripe_js: string; source: string } };

/** With a return address the payer is sent to the challenge, without it Stripe.js shows it on the page. */
export function nextAction(call: Call, id: string, clientSecret: string): NextAction {
  const url = `https://hooks.stripe.com/3d_secure_2/hosted?client_secret=${clientSecret}`;
  const returnUrl = call.world.ledger.note(id).returnUrl;
  if (returnUrl !== undefined) return { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
  return {
    type: "use_stripe_sdk",
    use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: url, source: call.world.ids.next("src_") },
  };
}

/** The payer answered the challenge. A refusal leaves the intent open, as a decline does. */
export function finishAuthentication(call: Call, intent: Stripe.PaymentIntent, isPassed: boolean): void {
  if (intent.status !== "requires_action") throw alreadyDone(intent);
  intent.next_action = null;
  const method = findMethod(call, String(intent.payment_method));
  const test = behind(call, method);
  if (test.kind !== "card") throw alreadyDone(intent);
  if (isPassed) {
    // The payer is not our caller: a decline is told by the intent, not by an answer.
    try {
      chargeCard(call, intent, method, test, true);
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
    }
    return;
  }
  const failure: Failure = {
    code: "payment_intent_authentication_failure",
    message:
      "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
  };
  leaveOpen(call, intent, method, null, failure);
}
