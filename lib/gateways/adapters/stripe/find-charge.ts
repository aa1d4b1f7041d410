import type Stripe from "stripe";
import type { LookUpHint } from "../../model";
import type { FindOutcome, GatewayAccount } from "../../port";
import { keyFor, openClient, type StripeParts } from "./client";
import { toDisputes, toLateReturn } from "./disputes";
import { ask, type Result, unknownOf } from "./failures";
import { chargeOf, feeOf, INTENT_PARTS, reversalOf, toOutcome } from "./intents";

/** Of 100 payments each. More would take longer than a look-up may; what lies beyond is left to the search. */
const MAX_PAGES = 20;
/** Our clock and Stripe's may differ. */
const SKEW_SECONDS = 300;
/** By then the search knows a payment, also while Stripe's index is late (docs.stripe.com/search#data-freshness). */
const SEARCH_AFTER_MS = 3_600_000;
/** A bank's question that nobody has answered for so long is withdrawn. */
const CHALLENGE_MS = 3_600_000;

type Looked = { kind: "found"; id: string } | { kind: "absent" } | { kind: "unknown"; detail: string };

/** How a payment is found by our own reference: docs/decisions/0008. */
export async function findCharge(
  parts: StripeParts,
  account: GatewayAccount,
  reference: string,
  hint: LookUpHint = {},
): Promise<FindOutcome> {
  const looked = hint.gatewayRef?.startsWith("pi_")
    ? ({ kind: "found", id: hint.gatewayRef } as const)
    : await lookUp(parts, account, reference, hint.submittedAt ?? null);
  if (looked.kind !== "found") return looked;
  const intent = await closeIfOver(parts, account, await readIntent(parts, account, looked.id));
  if (!intent.ok) return unknownOf(intent.failure);
  if (intent.value.metadata.reference !== reference)
    return { kind: "unknown", detail: "The gateway's payment bears another reference." };
  return describe(parts, account, intent.value);
}

async function lookUp(
  parts: StripeParts,
  account: GatewayAccount,
  reference: string,
  submittedAt: Date | null,
): Promise<Looked> {
  const isOld = submittedAt !== null && parts.clock.now().getTime() - submittedAt.getTime() > SEARCH_AFTER_MS;
  if (isOld) {
    const searched = await search(parts, account, reference);
    if (searched.kind !== "absent") return searched;
  }
  const listed = await listUntilFound(parts, account, reference, submittedAt);
  if (listed.kind !== "unfinished") return listed;
  const searched = await search(parts, account, reference);
  // The index may be late, so that what it does not know is not therefore absent.
  if (searched.kind !== "absent") return searched;
  return { kind: "unknown", detail: "There are more payments since then than a look-up may read." };
}

/** Lists are complete at once, unlike the search: what is not in one that was read to its end was never taken. */
async function listUntilFound(
  parts: StripeParts,
  account: GatewayAccount,
  reference: string,
  submittedAt: Date | null,
): Promise<Looked | { kind: "unfinished" }> {
  const stripe = await openClient(parts, account);
  const since = submittedAt ? { created: { gte: Math.floor(submittedAt.getTime() / 1_000) - SKEW_SECONDS } } : {};
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const listed = await ask(() => stripe.paymentIntents.list({ ...since, ...after, limit: 100 }));
    if (!listed.ok) return unknownOf(listed.failure);
    const found = listed.value.data.find((one) => isOurs(one, account, reference));
    if (found) return { kind: "found", id: found.id };
    const last = listed.value.data.at(-1);
    if (!listed.value.has_more || !last) return { kind: "absent" };
    after = { starting_after: last.id };
  }
  return { kind: "unfinished" };
}

async function search(parts: StripeParts, account: GatewayAccount, reference: string): Promise<Looked> {
  const stripe = await openClient(parts, account);
  const query = `metadata["reference"]:"${reference.replace(/["\\]/g, "")}"`;
  const result = await ask(() => stripe.paymentIntents.search({ query, limit: 10 }));
  if (!result.ok) return unknownOf(result.failure);
  const found = result.value.data.find((one) => isOurs(one, account, reference));
  return found ? { kind: "found", id: found.id } : { kind: "absent" };
}

function isOurs(intent: Stripe.PaymentIntent, account: GatewayAccount, reference: string): boolean {
  return intent.metadata.reference === reference && intent.metadata.account === account.accountId;
}

async function readIntent(
  parts: StripeParts,
  account: GatewayAccount,
  id: string,
): Promise<Result<Stripe.PaymentIntent>> {
  const stripe = await openClient(parts, account);
  return ask(() => stripe.paymentIntents.retrieve(id, { expand: INTENT_PARTS }));
}

/**
 * Stripe leaves a payment open for ever whose payer never answered their bank, and one that was declined after the payer's browser
 * had its secret: either could be paid later, behind our books. Such a payment is cancelled before it is called declined.
 */
async function closeIfOver(
  parts: StripeParts,
  account: GatewayAccount,
  read: Result<Stripe.PaymentIntent>,
): Promise<Result<Stripe.PaymentIntent>> {
  if (!read.ok || !isOver(read.value, parts.clock.now())) return read;
  const { id } = read.value;
  const stripe = await openClient(parts, account);
  const cancelled = await ask(() =>
    stripe.paymentIntents.cancel(
      id,
      { cancellation_reason: "abandoned", expand: INTENT_PARTS },
      keyFor(account, `close:${id}`),
    ),
  );
  if (cancelled.ok || cancelled.failure.kind === "silent") return cancelled;
  // The payer was faster, or the charge is at work this very moment.
  const again = await readIntent(parts, account, id);
  if (!again.ok || !isOver(again.value, parts.clock.now())) return again;
  return { ok: false, failure: { kind: "silent", detail: "The gateway does not let this payment be closed yet." } };
}

function isOver(intent: Stripe.PaymentIntent, now: Date): boolean {
  if (intent.status === "requires_action") return now.getTime() - intent.created * 1_000 >= CHALLENGE_MS;
  const isRefused = intent.status === "requires_payment_method" || intent.status === "requires_confirmation";
  return isRefused && reversalOf(intent) === null;
}

async function describe(
  parts: StripeParts,
  account: GatewayAccount,
  intent: Stripe.PaymentIntent,
): Promise<FindOutcome> {
  const charge = chargeOf(intent);
  const disputes = await listDisputes(parts, account, intent);
  if (!disputes.ok) return unknownOf(disputes.failure);
  const outcome = toOutcome(account, intent, parts.clock.now());
  if (outcome.kind === "unknown") return outcome;
  const isBank = charge?.payment_method_details?.type === "us_bank_account";
  return {
    kind: "found",
    amountCents: intent.amount,
    currency: intent.currency.toUpperCase(),
    refundedCents: charge?.amount_refunded ?? 0,
    feeCents: feeOf(charge),
    outcome,
    reversal: reversalOf(intent) ?? (isBank ? toLateReturn(disputes.value) : null),
    disputes: isBank ? [] : toDisputes(disputes.value),
  };
}

/** Of every charge that was taken: a charge whose dispute was won no longer says that there was one. */
async function listDisputes(
  parts: StripeParts,
  account: GatewayAccount,
  intent: Stripe.PaymentIntent,
): Promise<Result<Stripe.Dispute[]>> {
  if (intent.status !== "succeeded") return { ok: true, value: [] };
  const stripe = await openClient(parts, account);
  const listed = await ask(() => stripe.disputes.list({ payment_intent: intent.id, limit: 20 }));
  return listed.ok ? { ok: true, value: listed.value.data } : listed;
}
