import type Stripe from "stripe";
import type { ChargeOutcome, ChargeReversal, GatewayAccount, MethodSummary } from "../../port";
import { readDecline } from "./declines";
import { opened, toMethod } from "./methods-mapper";
import { toReturnCode } from "./returns";

/** What every reader here needs to see; ask for it with each PaymentIntent. */
export const INTENT_PARTS = ["latest_charge.balance_transaction", "payment_method"];

export function chargeOf(intent: Stripe.PaymentIntent): Stripe.Charge | null {
  return opened(intent.latest_charge);
}

/** The money has reached the account, as far as Stripe can tell: it may be paid out. */
export function isSettled(charge: Stripe.Charge, now: Date): boolean {
  const transaction = opened(charge.balance_transaction);
  if (transaction === null) return false;
  return transaction.status === "available" || transaction.available_on * 1_000 <= now.getTime();
}

/** What the processor keeps; null while it does not say. */
export function feeOf(charge: Stripe.Charge | null): number | null {
  return charge ? (opened(charge.balance_transaction)?.fee ?? null) : null;
}

export function methodOf(intent: Stripe.PaymentIntent): MethodSummary | null {
  return (
    toMethod(chargeOf(intent)?.payment_method_details) ??
    toMethod(opened(intent.payment_method)) ??
    toMethod(intent.last_payment_error?.payment_method)
  );
}

/** A debit that was on its way and failed; not one that was blocked before it was sent. */
export function returnOf(intent: Stripe.PaymentIntent): ChargeReversal | null {
  const charge = chargeOf(intent);
  const error = intent.last_payment_error;
  if (charge?.status !== "failed" || charge.payment_method_details?.type !== "us_bank_account") return null;
  if (isVoided(intent)) return null;
  if (charge.outcome?.type === "blocked") return null;
  const networkCode = charge.outcome?.network_decline_code ?? error?.network_decline_code;
  return { kind: "returned", code: toReturnCode(charge.failure_code ?? error?.code, networkCode) };
}

/** Cancelled while money was on its way, or held. `abandoned` is what we write when nothing was. */
function isVoided(intent: Stripe.PaymentIntent): boolean {
  const { status, latest_charge, last_payment_error, cancellation_reason } = intent;
  return status === "canceled" && latest_charge !== null && !last_payment_error && cancellation_reason !== "abandoned";
}

export function reversalOf(intent: Stripe.PaymentIntent): ChargeReversal | null {
  return returnOf(intent) ?? (isVoided(intent) ? { kind: "voided" } : null);
}

/** Where the payer is asked by their bank: a page of ours that runs Stripe's script. */
export function challengeUrl(account: GatewayAccount, intentId: string): string {
  return `/gateway/stripe/challenge/${encodeURIComponent(account.accountId)}/${encodeURIComponent(intentId)}`;
}

/** In these, and no other, no money was taken and none will be. */
const REFUSED: readonly Stripe.PaymentIntent.Status[] = ["canceled", "requires_payment_method"];

/** A PaymentIntent, read with INTENT_PARTS, as the port's answer. What later undid it is told apart, by `reversalOf`. */
export function toOutcome(account: GatewayAccount, intent: Stripe.PaymentIntent, now: Date): ChargeOutcome {
  const method = methodOf(intent);
  const charge = chargeOf(intent);
  const gatewayRef = intent.id;
  const isTaken = intent.status === "succeeded" || intent.status === "requires_capture";
  if (method && isTaken && charge) {
    const authCode = charge.payment_method_details?.card?.authorization_code ?? null;
    return { kind: "approved", gatewayRef, method, authCode, settled: isSettled(charge, now) };
  }
  if (method && (intent.status === "processing" || reversalOf(intent) !== null))
    return { kind: "pending", gatewayRef, method };
  if (method && intent.status === "requires_action")
    return { kind: "requires_action", gatewayRef, method, challengeUrl: challengeUrl(account, intent.id) };
  // Taken by a method that Stripe does not tell us, or not decided: to call that declined would have it paid twice.
  if (!REFUSED.includes(intent.status)) return { kind: "unknown", detail: `The gateway says "${intent.status}".` };
  const error = intent.last_payment_error ?? failedChargeOf(charge);
  // Cancelled without ever being refused: the payer did not answer their bank.
  if (error === null && intent.status === "canceled")
    return { kind: "declined", gatewayRef, method, code: "authentication_failed", retry: "other_method" };
  const { code, retry } = readDecline(error ?? {});
  return { kind: "declined", gatewayRef, method, code, retry };
}

function failedChargeOf(charge: Stripe.Charge | null) {
  if (charge?.status !== "failed") return null;
  const { advice_code, network_advice_code, reason } = charge.outcome ?? {};
  return { code: charge.failure_code, decline_code: reason, advice_code, network_advice_code };
}
