import type Stripe from "stripe";
import type { LookUpHint } from "../../model";
import type { GatewayAccount, RefundOutcome, RefundRequest } from "../../port";
import { metadataOf } from "./charge";
import { keyFor, openClient, type StripeParts } from "./client";
import { ask, unknownOf } from "./failures";

/** Of 100 refunds each; one payment never has as many. */
const MAX_PAGES = 20;

export async function refund(parts: StripeParts, request: RefundRequest): Promise<RefundOutcome> {
  const { account, gatewayRef, amountCents } = request;
  if (!gatewayRef.startsWith("pi_")) return { kind: "refused", code: "charge_not_found" };
  if (request.currency !== account.currency) return { kind: "refused", code: "currency_mismatch" };
  const stripe = await openClient(parts, account);
  const params = {
    payment_intent: gatewayRef,
    amount: amountCents,
    metadata: metadataOf(account, request.reference, request.idempotencyKey),
  };
  const result = await ask(() => stripe.refunds.create(params, keyFor(account, request.idempotencyKey)));
  if (result.ok) return toRefundOutcome(result.value);
  const { failure } = result;
  if (failure.kind === "silent") return unknownOf(failure);
  if (failure.kind === "card") return { kind: "refused", code: failure.error.code ?? "refund_refused" };
  return { kind: "refused", code: failure.code === "resource_missing" ? "charge_not_found" : failure.code };
}

/** The refunds of one charge are few, and their list is complete at once. */
export async function findRefund(
  parts: StripeParts,
  account: GatewayAccount,
  reference: string,
  hint: LookUpHint = {},
): Promise<RefundOutcome | { kind: "absent" }> {
  const stripe = await openClient(parts, account);
  const of: Stripe.RefundListParams = hint.gatewayRef ? { payment_intent: hint.gatewayRef } : {};
  let after: { starting_after?: string } = {};
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const listed = await ask(() => stripe.refunds.list({ ...of, ...after, limit: 100 }));
    if (!listed.ok) return unknownOf(listed.failure);
    const found = listed.value.data.find(
      ({ metadata }) => metadata?.reference === reference && metadata.account === account.accountId,
    );
    if (found) return toRefundOutcome(found);
    const last = listed.value.data.at(-1);
    if (!listed.value.has_more || !last) return { kind: "absent" };
    after = { starting_after: last.id };
  }
  return { kind: "unknown", detail: "There are more refunds than a look-up may read." };
}

/** Bank debits are refunded in days; a failed refund's money is back in the account. */
function toRefundOutcome(refund: Stripe.Refund): RefundOutcome {
  switch (refund.status) {
    case "succeeded":
      return { kind: "refunded", gatewayRef: refund.id };
    case "failed":
    case "canceled":
      return { kind: "refused", code: refund.failure_reason ?? "refund_failed" };
    default:
      return { kind: "pending", gatewayRef: refund.id };
  }
}
