import type Stripe from "stripe";
import type { ChargeOutcome, ChargeRequest, GatewayAccount } from "../../port";
import { keyFor, openClient, type StripeParts } from "./client";
import { readDecline } from "./declines";
import { ask, type Failure, unknownOf } from "./failures";
import { INTENT_PARTS, toOutcome } from "./intents";
import { toMethod } from "./methods-mapper";

/** What we write on Stripe's objects, and by which we find them again. */
export function metadataOf(account: GatewayAccount, reference: string, idempotencyKey: string): Record<string, string> {
  return { reference, idempotency_key: idempotencyKey, firm: account.firmId, account: account.accountId };
}

type Method = { kind: "typed" | "saved"; token: string };

/** A token of Stripe's fields, or the name of a saved method; null for anything else. */
export function readToken(token: string): Method | null {
  if (/^ctoken_[A-Za-z0-9_]+$/.test(token)) return { kind: "typed", token };
  if (/^pm_[A-Za-z0-9_]+$/.test(token)) return { kind: "saved", token };
  return null;
}

/** Bank debits are in dollars only. */
export function methodTypes(currency: string): ("card" | "us_bank_account")[] {
  return currency === "USD" ? ["card", "us_bank_account"] : ["card"];
}

export async function charge(parts: StripeParts, request: ChargeRequest): Promise<ChargeOutcome> {
  const method = readToken(request.methodToken);
  const isAmount = Number.isSafeInteger(request.amountCents) && request.amountCents > 0;
  if (!isAmount || request.currency !== request.account.currency) return declined("invalid_request");
  if (!method || (request.methodKind === "echeck" && request.currency !== "USD")) return declined("invalid_method");
  const stripe = await openClient(parts, request.account);
  const result = await ask(() =>
    stripe.paymentIntents.create(intentParams(request, method), keyFor(request.account, request.idempotencyKey)),
  );
  if (result.ok) return toOutcome(request.account, result.value, parts.clock.now());
  return explain(parts, request, method, result.failure);
}

function intentParams(request: ChargeRequest, method: Method): Stripe.PaymentIntentCreateParams {
  const { account, use, customerRef, currency, methodKind } = request;
  const isAlone = use === "recurring" || use === "instalment" || use === "unscheduled";
  const keeps = use === "present_and_save" && customerRef !== "";
  const types = methodTypes(currency).filter((type) => !methodKind || type === TYPE_OF_KIND[methodKind]);
  return {
    amount: request.amountCents,
    currency: currency.toLowerCase(),
    description: request.description,
    metadata: metadataOf(account, request.reference, request.idempotencyKey),
    confirm: true,
    capture_method: "automatic",
    allowed_payment_method_types: types,
    ...(method.kind === "typed" ? { confirmation_token: method.token } : { payment_method: method.token }),
    ...(customerRef ? { customer: customerRef } : {}),
    ...(isAlone ? { off_session: true } : {}),
    ...(keeps && method.kind === "typed" ? { setup_future_usage: "off_session" as const } : {}),
    payment_method_options: {
      ...(isAlone && types.includes("card") ? { card: { stored_credential_usage: CREDENTIAL_USE[use] } } : {}),
      // A bank account that takes days to be verified would hold the payment open for as long.
      ...(types.includes("us_bank_account") ? { us_bank_account: { verification_method: "instant" as const } } : {}),
    },
    expand: INTENT_PARTS,
  };
}

const TYPE_OF_KIND = { card: "card", echeck: "us_bank_account" } as const;

/** The networks' words for a charge without the payer (C2). */
const CREDENTIAL_USE = { recurring: "recurring", instalment: "installment", unscheduled: "unscheduled" } as const;

async function explain(
  parts: StripeParts,
  request: ChargeRequest,
  method: Method,
  failure: Failure,
): Promise<ChargeOutcome> {
  if (failure.kind === "silent") return unknownOf(failure);
  if (failure.kind === "card") {
    const { error } = failure;
    const { code, retry } = readDecline(error);
    const gatewayRef = error.payment_intent?.id ?? null;
    return { kind: "declined", gatewayRef, method: toMethod(error.payment_method), code, retry };
  }
  if (failure.param === "confirmation_token" && method.kind === "typed")
    return explainToken(parts, request, method.token);
  if (failure.param === "payment_method" || failure.code.startsWith("payment_method_"))
    return declined("invalid_method");
  if (failure.code === "payment_intent_mandate_invalid")
    return { ...declined("authorization_revoked"), retry: "never" };
  return declined("invalid_request");
}

/**
 * A token that cannot be used: perhaps because this very charge used it, and its key has been forgotten since. The token knows, so
 * that no one is told "declined" whose money was taken.
 */
async function explainToken(parts: StripeParts, request: ChargeRequest, token: string): Promise<ChargeOutcome> {
  const stripe = await openClient(parts, request.account);
  const read = await ask(() => stripe.confirmationTokens.retrieve(token));
  if (!read.ok)
    return read.failure.kind === "refused" && read.failure.code === "resource_missing"
      ? declined("invalid_method")
      : unknownOf(read.failure);
  const usedBy = read.value.payment_intent;
  if (!usedBy) return declined("invalid_method");
  const used = await ask(() => stripe.paymentIntents.retrieve(usedBy, { expand: INTENT_PARTS }));
  if (!used.ok) return unknownOf(used.failure);
  if (used.value.metadata.reference !== request.reference) return declined("invalid_method");
  return toOutcome(request.account, used.value, parts.clock.now());
}

function declined(code: "invalid_request" | "invalid_method" | "authorization_revoked") {
  const retry = code === "invalid_request" ? "never" : "other_method";
  return { kind: "declined", gatewayRef: null, method: null, code, retry } as const;
}
