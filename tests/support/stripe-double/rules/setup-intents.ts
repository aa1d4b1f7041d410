import type Stripe from "stripe";
import type { Call } from "../state/world";
import { invalid, noSuch, refuse, StripeFailure, withDocs } from "../wire/failures";
import { mergeMetadata } from "../wire/fields";
import type { Given } from "../wire/parameters";
import { nextAction } from "./authentication";
import { useToken } from "./confirmation-tokens";
import { findCustomer } from "./customers";
import { settleMandate } from "./mandates";
import { behind, findMethod, keepFor, refuseSpent, resolveMethod } from "./payment-methods";

const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** Keeps a method for later payments without the payer, without taking money now. */
export function createSetup(call: Call, given: Given<"createSetup">): Stripe.SetupIntent {
  if (given.customer) findCustomer(call, given.customer, "customer");
  if (given.allowed_payment_method_types && given.automatic_payment_methods)
    throw invalid(
      "You may only specify one of these parameters: allowed_payment_method_types, automatic_payment_methods.",
      {
        code: "parameters_exclusive",
        param: "allowed_payment_method_types",
      },
    );
  const { world } = call;
  const id = world.ids.next("seti_");
  const intent: Stripe.SetupIntent & { object: "setup_intent" } = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: given.allowed_payment_method_types ?? null,
    application: null,
    automatic_payment_methods: given.allowed_payment_method_types
      ? null
      : { allow_redirects: given.automatic_payment_methods?.allow_redirects ?? "always", enabled: true },
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.ids.next("", 30)}`,
    created: world.now(),
    customer: given.customer ?? null,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: given.excluded_payment_method_types ?? null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergeMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { request_three_d_secure: "automatic" },
    } as Stripe.SetupIntent.PaymentMethodOptions,
    payment_method_types: (given.allowed_payment_method_types ?? ["card", "us_bank_account"]).filter(
      (type) => type !== "link" && !given.excluded_payment_method_types?.includes(type),
    ),
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: given.usage ?? "off_session",
  };
  world.ledger.insert(call.account, intent);
  world.emit(call, "setup_intent.created", intent);
  if (given.confirm) confirmSetup(call, intent, given);
  else if (given.payment_method) {
    intent.payment_method = resolveMethod(call, given.payment_method).id;
    intent.status = "requires_confirmation";
    world.save(intent);
  }
  return intent;
}

export function confirmSetup(call: Call, intent: Stripe.SetupIntent, given: Given<"confirmSetup">): void {
  if (!CONFIRMABLE.includes(intent.status)) throw alreadyDone(intent);
  const { method, token } = chooseMethod(call, intent, given);
  refuseSpent(call, method);
  if (!intent.payment_method_types.includes(method.type))
    throw refuse(`The PaymentMethod provided (${method.type}) is not allowed for this SetupIntent.`, {
      param: "payment_method",
    });
  const returnUrl = given.return_url ?? token?.return_url ?? undefined;
  if (intent.automatic_payment_methods?.allow_redirects === "always" && returnUrl === undefined)
    throw invalid(
      "This SetupIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
      { param: "return_url" },
    );
  call.world.ledger.note(intent.id).returnUrl = returnUrl;
  intent.payment_method = method.id;
  const test = behind(call, method);
  if (test.kind === "bank") {
    const data = given.mandate_data ?? token?.mandate_data;
    intent.mandate = settleMandate(call, method, { data });
  }
  if (test.kind === "card" && test.authentication) {
    intent.status = "requires_action";
    intent.next_action = nextAction(call, intent.id, String(intent.client_secret));
    call.world.save(intent);
    call.world.emit(call, "setup_intent.requires_action", intent);
    return;
  }
  finishSetup(call, intent, method, false);
}

function chooseMethod(
  call: Call,
  intent: Stripe.SetupIntent,
  given: Given<"confirmSetup">,
): { method: Stripe.PaymentMethod; token: Stripe.ConfirmationToken | null } {
  if (given.confirmation_token !== undefined)
    return useToken(call, given.confirmation_token, { setup_intent: intent.id });
  const id = given.payment_method ?? intent.payment_method;
  if (id === null)
    throw refuse("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: "setup_intent_unexpected_state",
    });
  return { method: resolveMethod(call, String(id)), token: null };
}

/** A card that declines cannot be kept. */
function finishSetup(
  call: Call,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  isAuthenticated: boolean,
): void {
  const test = behind(call, method);
  intent.next_action = null;
  if (test.kind === "card" && test.declined && !test.declinesOnlyCharges) {
    const { code, declineCode, message, advice } = test.declined;
    throw refuseSetup(call, intent, method, {
      code,
      message,
      advice_code: advice,
      ...(declineCode ? { decline_code: declineCode } : {}),
    });
  }
  intent.status = "succeeded";
  intent.last_setup_error = null;
  const note = call.world.ledger.note(method.id);
  if (isAuthenticated) note.isSetUp = true;
  if (intent.customer !== null) keepFor(call, method, String(intent.customer));
  call.world.save(method);
  call.world.save(intent);
  call.world.emit(call, "setup_intent.succeeded", intent);
}

function refuseSetup(
  call: Call,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  error: { code: string; message: string; decline_code?: string; advice_code?: string },
): StripeFailure {
  const body = withDocs({ type: "card_error", ...error });
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.last_setup_error = {
    ...body,
    payment_method: structuredClone(method),
    payment_method_type: method.type,
  } as Stripe.SetupIntent.LastSetupError;
  call.world.save(intent);
  call.world.emit(call, "setup_intent.setup_failed", intent);
  return new StripeFailure(402, { ...body, payment_method: method, setup_intent: structuredClone(intent) });
}

export function finishSetupAuthentication(call: Call, intent: Stripe.SetupIntent, isPassed: boolean): void {
  if (intent.status !== "requires_action") throw alreadyDone(intent);
  const method = findMethod(call, String(intent.payment_method));
  if (isPassed) {
    finishSetup(call, intent, method, true);
    return;
  }
  refuseSetup(call, intent, method, {
    code: "setup_intent_authentication_failure",
    message: "The latest attempt to set up the payment method has failed because authentication failed.",
  });
  intent.next_action = null;
}

export function cancelSetup(call: Call, id: string, given: Given<"cancelSetup">): Stripe.SetupIntent {
  const intent = findSetup(call, id);
  if (!CONFIRMABLE.includes(intent.status)) throw alreadyDone(intent);
  intent.status = "canceled";
  intent.cancellation_reason = given.cancellation_reason ?? null;
  intent.next_action = null;
  call.world.save(intent);
  call.world.emit(call, "setup_intent.canceled", intent);
  return intent;
}

export function findSetup(call: Call, id: string): Stripe.SetupIntent {
  const found = call.world.ledger.find("setup_intent", call.account, id);
  if (!found) throw noSuch("setupintent", id, "intent");
  return found;
}

function alreadyDone(intent: Stripe.SetupIntent): StripeFailure {
  const failure = refuse(`You cannot confirm this SetupIntent because it has a status of ${intent.status}.`, {
    code: "setup_intent_unexpected_state",
  });
  return new StripeFailure(400, { ...failure.body, setup_intent: structuredClone(intent) });
}
