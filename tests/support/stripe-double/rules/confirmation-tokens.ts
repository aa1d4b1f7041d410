import type Stripe from "stripe";
import type { Call } from "../state/world";
import { noSuch, refuse } from "../wire/failures";
import type { Given } from "../wire/parameters";
import { buildMethod, findMethod, insertMethod, type MethodSeed, readMethodData } from "./payment-methods";
import { testMethod } from "./test-methods";

const LIFETIME_SECONDS = 12 * 3_600;

export type TokenSeed = MethodSeed & {
  returnUrl?: string;
  futureUsage?: "off_session" | "on_session";
  /** The payer accepted a mandate in the fields; the browser says where and when. */
  mandate?: { ip: string; userAgent: string };
};

/** What Stripe.js does, and for tests POST /v1/test_helpers/confirmation_tokens. */
export function insertToken(call: Call, seed: TokenSeed): Stripe.ConfirmationToken {
  const { world } = call;
  const { id: _, object: __, created: ___, livemode: ____, metadata: _____, ...preview } = buildMethod(call, seed, "");
  const token: Stripe.ConfirmationToken & { object: "confirmation_token" } = {
    id: world.ids.next("ctoken_"),
    object: "confirmation_token",
    created: world.now(),
    expires_at: world.now() + LIFETIME_SECONDS,
    livemode: false,
    mandate_data: seed.mandate
      ? {
          customer_acceptance: {
            type: "online",
            online: { ip_address: seed.mandate.ip, user_agent: seed.mandate.userAgent },
          },
        }
      : null,
    metadata: {},
    payment_intent: null,
    payment_method_options: { card: { cvc_token: null } },
    payment_method_preview: preview as Stripe.ConfirmationToken.PaymentMethodPreview,
    return_url: seed.returnUrl ?? null,
    setup_future_usage: seed.futureUsage ?? null,
    setup_intent: null,
    shipping: null,
    use_stripe_sdk: true,
  };
  world.ledger.insert(call.account, token, {
    testMethod: seed.testName,
    expMonth: seed.expMonth,
    expYear: seed.expYear,
  });
  return token;
}

export function createTestToken(call: Call, given: Given<"createToken">): Stripe.ConfirmationToken {
  const common = { returnUrl: given.return_url, futureUsage: given.setup_future_usage };
  if (given.payment_method !== undefined) {
    const name = testMethod(given.payment_method)
      ? given.payment_method
      : (call.world.ledger.note(findMethod(call, given.payment_method).id).testMethod ?? "");
    return insertToken(call, { ...common, testName: name, billing: given.payment_method_data?.billing_details });
  }
  if (!given.payment_method_data)
    throw refuse("You must provide one of `payment_method` or `payment_method_data`.", { code: "parameter_missing" });
  return insertToken(call, { ...common, ...readMethodData(given.payment_method_data) });
}

export function findToken(call: Call, id: string, param = "id"): Stripe.ConfirmationToken {
  const found = call.world.ledger.find("confirmation_token", call.account, id);
  if (!found) throw noSuch("ConfirmationToken", id, param);
  return found;
}

/** Turns a token into a method, once. */
export function useToken(
  call: Call,
  id: string,
  usedBy: { payment_intent: string } | { setup_intent: string },
): { method: Stripe.PaymentMethod; token: Stripe.ConfirmationToken } {
  const { world } = call;
  const token = findToken(call, id, "confirmation_token");
  const owner = token.payment_intent ?? token.setup_intent;
  if (owner !== null)
    throw refuse(`The ConfirmationToken ${id} has already been used to confirm ${owner}. Create a new one.`, {
      param: "confirmation_token",
    });
  if (token.expires_at !== null && token.expires_at <= world.now())
    throw refuse(`The ConfirmationToken ${id} has expired. Create a new one.`, { param: "confirmation_token" });
  Object.assign(token, usedBy);
  world.save(token);
  const { testMethod: testName = "", expMonth, expYear } = world.ledger.note(id);
  const method = insertMethod(call, { testName, expMonth, expYear });
  const { billing_details: billing } = token.payment_method_preview ?? {};
  if (billing) method.billing_details = { ...billing };
  return { method, token };
}
