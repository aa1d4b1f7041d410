import type { VoidOutcome, VoidRequest } from "../../port";
import { keyFor, openClient, type StripeParts } from "./client";
import { ask, unknownOf } from "./failures";

/**
 * Takes a charge back that is still on its way. Stripe captures a card at once and cannot void what it has captured: `charge_settled`,
 * and a refund is the way.
 */
export async function voidCharge(parts: StripeParts, request: VoidRequest): Promise<VoidOutcome> {
  const { account, gatewayRef } = request;
  if (!gatewayRef.startsWith("pi_")) return { kind: "refused", code: "charge_not_found" };
  const before = await readStatus(parts, request);
  if (typeof before !== "string") return before;
  if (before !== "processing" && before !== "requires_capture" && before !== "requires_action") return judge(before);
  const stripe = await openClient(parts, account);
  const params = { cancellation_reason: "requested_by_customer" } as const;
  const cancelled = await ask(() =>
    stripe.paymentIntents.cancel(gatewayRef, params, keyFor(account, request.idempotencyKey)),
  );
  if (cancelled.ok) return judge(cancelled.value.status);
  if (cancelled.failure.kind === "silent") return unknownOf(cancelled.failure);
  // It went on while we asked.
  const after = await readStatus(parts, request);
  return typeof after === "string" ? judge(after) : after;
}

async function readStatus(parts: StripeParts, { account, gatewayRef }: VoidRequest): Promise<string | VoidOutcome> {
  const stripe = await openClient(parts, account);
  const read = await ask(() => stripe.paymentIntents.retrieve(gatewayRef));
  if (read.ok) return read.value.status;
  const { failure } = read;
  if (failure.kind !== "refused") return unknownOf(failure);
  return { kind: "refused", code: failure.code === "resource_missing" ? "charge_not_found" : failure.code };
}

function judge(status: string): VoidOutcome {
  if (status === "canceled") return { kind: "voided" };
  return { kind: "refused", code: status === "requires_payment_method" ? "not_voidable" : "charge_settled" };
}
