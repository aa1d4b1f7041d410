import type Stripe from "stripe";
import type { GatewayAccount, ReadMethodOutcome, SaveMethodOutcome, SaveMethodRequest } from "../../port";
import { metadataOf, methodTypes, readToken } from "./charge";
import { keyFor, openClient, type StripeParts } from "./client";
import { readDecline } from "./declines";
import { ask, type Failure, unknownOf } from "./failures";
import { challengeUrl } from "./intents";
import { opened, toExpiresMonth, toMethod } from "./methods-mapper";

const SETUP_PARTS = ["payment_method"];
/** Of 100 each; beyond it the answer is `unknown`, never a guess. */
const MAX_PAGES = 20;
const INVALID = { kind: "declined", code: "invalid_method", retry: "other_method" } as const;

/** What a token of the fields stands for, before anything is charged. */
export async function readMethod(
  parts: StripeParts,
  account: GatewayAccount,
  methodToken: string,
): Promise<ReadMethodOutcome> {
  const token = readToken(methodToken);
  if (!token) return INVALID;
  const stripe = await openClient(parts, account);
  const read =
    token.kind === "typed"
      ? await ask(async () => (await stripe.confirmationTokens.retrieve(token.token)).payment_method_preview)
      : await ask(() => stripe.paymentMethods.retrieve(token.token));
  if (!read.ok) return read.failure.kind === "refused" ? INVALID : unknownOf(read.failure);
  const method = toMethod(read.value);
  return method ? { kind: "read", method } : INVALID;
}

/** A SetupIntent under a customer: the bank is asked now, so that later charges need not ask (C1). */
export async function saveMethod(parts: StripeParts, request: SaveMethodRequest): Promise<SaveMethodOutcome> {
  const { account } = request;
  const token = readToken(request.methodToken);
  if (!token) return INVALID;
  const customer = await findCustomer(parts, request);
  if (!customer.ok) return refuse(customer.failure);
  const stripe = await openClient(parts, account);
  const params: Stripe.SetupIntentCreateParams = {
    confirm: true,
    customer: customer.value,
    usage: "off_session",
    allowed_payment_method_types: methodTypes(account.currency),
    ...(token.kind === "typed" ? { confirmation_token: token.token } : { payment_method: token.token }),
    metadata: metadataOf(account, request.reference, request.idempotencyKey),
    expand: SETUP_PARTS,
  };
  const result = await ask(() => stripe.setupIntents.create(params, keyFor(account, request.idempotencyKey)));
  return result.ok ? toOutcome(account, result.value) : refuse(result.failure);
}

async function findCustomer(parts: StripeParts, { account, payer, customerRef, idempotencyKey }: SaveMethodRequest) {
  if (customerRef) return { ok: true, value: customerRef } as const;
  const stripe = await openClient(parts, account);
  const params = {
    name: payer.name,
    ...(payer.email ? { email: payer.email } : {}),
    metadata: { payer: payer.id, firm: account.firmId, account: account.accountId },
  };
  return ask(async () => (await stripe.customers.create(params, keyFor(account, `${idempotencyKey}:customer`))).id);
}

function refuse(failure: Failure): SaveMethodOutcome {
  if (failure.kind === "silent") return unknownOf(failure);
  return failure.kind === "card" ? { kind: "declined", ...readDecline(failure.error) } : INVALID;
}

/** Stripe has no search for SetupIntents; its list, newest first, is read until the reference comes. */
export async function findSavedMethod(
  parts: StripeParts,
  account: GatewayAccount,
  reference: string,
): Promise<SaveMethodOutcome | { kind: "absent" }> {
  const stripe = await openClient(parts, account);
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const listed = await ask(() => stripe.setupIntents.list({ ...after, limit: 100 }));
    if (!listed.ok) return unknownOf(listed.failure);
    const found = listed.value.data.find(
      ({ metadata }) => metadata?.reference === reference && metadata.account === account.accountId,
    );
    if (found) {
      const read = await ask(() => stripe.setupIntents.retrieve(found.id, { expand: SETUP_PARTS }));
      return read.ok ? toOutcome(account, read.value) : unknownOf(read.failure);
    }
    const last = listed.value.data.at(-1);
    if (!listed.value.has_more || !last) return { kind: "absent" };
    after = { starting_after: last.id };
  }
  return { kind: "unknown", detail: "There are more kept methods than a look-up may read." };
}

function toOutcome(account: GatewayAccount, setup: Stripe.SetupIntent): SaveMethodOutcome {
  if (setup.status === "requires_action")
    return { kind: "requires_action", challengeUrl: challengeUrl(account, setup.id) };
  const kept = opened(setup.payment_method);
  const method = toMethod(kept);
  if (setup.status !== "succeeded" || !kept || !method)
    return { kind: "declined", ...readDecline(setup.last_setup_error ?? {}) };
  const customerRef = typeof setup.customer === "string" ? setup.customer : (setup.customer?.id ?? "");
  return { kind: "saved", storedToken: kept.id, customerRef, method, expiresMonth: toExpiresMonth(kept) };
}

/** Detached for good; Stripe refuses every later use of it. */
export async function removeMethod(
  parts: StripeParts,
  account: GatewayAccount,
  storedToken: string,
): Promise<{ kind: "removed" } | { kind: "unknown"; detail: string }> {
  const stripe = await openClient(parts, account);
  const result = await ask(() =>
    stripe.paymentMethods.detach(storedToken, {}, keyFor(account, `detach:${storedToken}`)),
  );
  if (result.ok) return { kind: "removed" };
  const { failure } = result;
  // Refused: there is no such method any more, or it belongs to no customer.
  const isGone =
    failure.kind === "refused" && ["resource_missing", "payment_method_unexpected_state"].includes(failure.code);
  return isGone ? { kind: "removed" } : unknownOf(failure);
}
