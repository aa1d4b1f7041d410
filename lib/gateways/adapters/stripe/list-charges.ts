import type Stripe from "stripe";
import { AppError } from "@/lib/platform/errors";
import type { GatewayAccount, GatewayChargeRow, GatewayChargeStatus } from "../../port";
import { openClient, type StripeParts } from "./client";
import { toDisputes } from "./disputes";
import { ask, type Failure, unknownOf } from "./failures";
import { chargeOf, INTENT_PARTS, isSettled, methodOf, reversalOf } from "./intents";

/**
 * Our payments at Stripe since an instant. Stripe lists the newest first, so that all pages are read before the first row is given. What
 * other programs do at the same Stripe account is left out: it bears no reference of ours.
 */
export async function* listCharges(
  parts: StripeParts,
  account: GatewayAccount,
  since: Date,
): AsyncGenerator<GatewayChargeRow> {
  const intents = await readAll(parts, account, since);
  for (const intent of intents.reverse()) yield await toRow(parts, account, intent);
}

async function readAll(parts: StripeParts, account: GatewayAccount, since: Date): Promise<Stripe.PaymentIntent[]> {
  const stripe = await openClient(parts, account);
  const created = { gte: Math.ceil(since.getTime() / 1_000) };
  const expand = INTENT_PARTS.map((path) => `data.${path}`);
  const all: Stripe.PaymentIntent[] = [];
  let after: { starting_after?: string } = {};
  for (;;) {
    const page = await ask(() => stripe.paymentIntents.list({ created, ...after, limit: 100, expand }));
    if (!page.ok) throw listFailed(page.failure);
    all.push(...page.value.data.filter(({ metadata }) => metadata.reference && metadata.account === account.accountId));
    const last = page.value.data.at(-1);
    if (!page.value.has_more || !last) return all;
    after = { starting_after: last.id };
  }
}

async function toRow(
  parts: StripeParts,
  account: GatewayAccount,
  intent: Stripe.PaymentIntent,
): Promise<GatewayChargeRow> {
  return {
    gatewayRef: intent.id,
    reference: intent.metadata.reference ?? "",
    idempotencyKey: intent.metadata.idempotency_key ?? "",
    amountCents: intent.amount,
    currency: intent.currency.toUpperCase(),
    refundedCents: chargeOf(intent)?.amount_refunded ?? 0,
    status: await statusOf(parts, account, intent),
    method: methodOf(intent),
    createdAt: new Date(intent.created * 1_000),
  };
}

async function statusOf(
  parts: StripeParts,
  account: GatewayAccount,
  intent: Stripe.PaymentIntent,
): Promise<GatewayChargeStatus> {
  const charge = chargeOf(intent);
  const reversal = reversalOf(intent);
  if (reversal) return reversal.kind;
  if (intent.status === "processing") return "pending";
  if (intent.status === "requires_action") return "requires_action";
  if (intent.status !== "succeeded" || !charge) return "declined";
  if (charge.disputed && (await isStillDisputed(parts, account, intent)))
    return charge.payment_method_details?.type === "us_bank_account" ? "returned" : "disputed";
  if (charge.amount_refunded >= charge.amount) return "refunded";
  if (charge.amount_refunded > 0) return "partially_refunded";
  return isSettled(charge, parts.clock.now()) ? "settled" : "approved";
}

async function isStillDisputed(parts: StripeParts, account: GatewayAccount, { id }: Stripe.PaymentIntent) {
  const stripe = await openClient(parts, account);
  const disputes = await ask(() => stripe.disputes.list({ payment_intent: id, limit: 20 }));
  if (!disputes.ok) throw listFailed(disputes.failure);
  return toDisputes(disputes.value.data).some(({ status }) => status !== "won");
}

function listFailed(failure: Failure): AppError {
  return new AppError("upstream_unavailable", { reason: "gateway_list_failed", cause: unknownOf(failure).detail });
}
