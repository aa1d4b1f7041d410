import type Stripe from "stripe";
import type { Call } from "../state/world";
import { invalid, refuse } from "../wire/failures";
import type { Given } from "../wire/parameters";
import { askForAuthentication, needsAuthentication } from "./authentication";
import { chargeCard } from "./card-payments";
import { useToken } from "./confirmation-tokens";
import { beginDebit } from "./debits";
import { settleMandate } from "./mandates";
import { alreadyDone, CONFIRMABLE } from "./outcomes";
import { behind, refuseSpent, resolveMethod } from "./payment-methods";

type Confirming = Given<"confirmIntent">;

/** Carries an intent out. With `isCarriedOut` false the method is only put into it. @throws StripeFailure 402 for a decline */
export function confirmIntent(call: Call, intent: Stripe.PaymentIntent, given: Confirming, isCarriedOut = true): void {
  if (!CONFIRMABLE.includes(intent.status)) throw alreadyDone(intent);
  const chosen = chooseMethod(call, intent, given);
  checkMethod(call, intent, chosen.method);
  applyGiven(call, intent, given);
  intent.payment_method = chosen.method.id;
  intent.status = "requires_confirmation";
  call.world.save(intent);
  if (!isCarriedOut) return;
  const isOffSession = given.off_session !== undefined && given.off_session !== false;
  const returnUrl = given.return_url ?? chosen.token?.return_url ?? undefined;
  checkRedirects(intent, returnUrl);
  if (isOffSession && intent.setup_future_usage)
    throw invalid("You cannot provide `setup_future_usage` with `off_session=true`.", { param: "setup_future_usage" });
  const note = call.world.ledger.note(intent.id);
  note.isOffSession = isOffSession;
  note.returnUrl = returnUrl;
  const test = behind(call, chosen.method);
  if (test.kind === "bank") {
    const data = given.mandate_data ?? chosen.token?.mandate_data;
    const mandate = settleMandate(call, chosen.method, { mandate: given.mandate, data });
    beginDebit(call, intent, chosen.method, test, mandate);
  } else if (needsAuthentication(call, chosen.method, test, intent)) {
    askForAuthentication(call, intent, chosen.method, {
      isOffSession,
      isRefused: given.error_on_requires_action === true,
    });
  } else chargeCard(call, intent, chosen.method, test, false);
}

function chooseMethod(
  call: Call,
  intent: Stripe.PaymentIntent,
  given: Confirming,
): { method: Stripe.PaymentMethod; token: Stripe.ConfirmationToken | null } {
  if (given.confirmation_token !== undefined) {
    if (given.payment_method !== undefined)
      throw invalid("You may only specify one of these parameters: confirmation_token, payment_method.", {
        code: "parameters_exclusive",
        param: "confirmation_token",
      });
    const used = useToken(call, given.confirmation_token, { payment_intent: intent.id });
    if (used.token.setup_future_usage && !intent.setup_future_usage)
      intent.setup_future_usage = used.token.setup_future_usage;
    return used;
  }
  const id = given.payment_method ?? intent.payment_method;
  if (id === null)
    throw refuse(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: "payment_intent_unexpected_state" },
    );
  return { method: resolveMethod(call, String(id)), token: null };
}

function checkMethod(call: Call, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  refuseSpent(call, method);
  if (!intent.payment_method_types.includes(method.type))
    throw refuse(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a compatible PaymentMethod: ${intent.payment_method_types.join(", ")}.`,
      { code: "payment_intent_incompatible_payment_method", param: "payment_method" },
    );
  if (method.customer !== null && intent.customer === null)
    throw refuse(
      "The PaymentMethod provided belongs to a Customer. You must include the Customer in the `customer` parameter for this PaymentIntent.",
      { param: "payment_method" },
    );
  if (method.customer !== null && method.customer !== intent.customer)
    throw refuse(
      `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
      {
        code: "resource_missing",
        param: "payment_method",
      },
    );
}

function applyGiven(call: Call, intent: Stripe.PaymentIntent, given: Confirming): void {
  if (given.setup_future_usage) intent.setup_future_usage = given.setup_future_usage;
  if (given.capture_method) intent.capture_method = given.capture_method;
  if (given.receipt_email !== undefined) intent.receipt_email = given.receipt_email;
  if (given.payment_method_options)
    intent.payment_method_options = {
      ...intent.payment_method_options,
      ...given.payment_method_options,
    } as Stripe.PaymentIntent.PaymentMethodOptions;
  call.world.save(intent);
}

/** Some methods send the payer elsewhere, so Stripe wants to know where to bring them back, or that none of those may be used. */
function checkRedirects(intent: Stripe.PaymentIntent, returnUrl: string | undefined): void {
  if (intent.automatic_payment_methods?.allow_redirects !== "always" || returnUrl !== undefined) return;
  throw invalid(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: "return_url" },
  );
}
