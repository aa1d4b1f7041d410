import type Stripe from "stripe";
import { log } from "@/lib/platform/log";

/**
 * How a call to Stripe ended. `refused`: Stripe said no before it did anything, or (`card`) the network did. `silent`: no
 * answer, or one from which it cannot be told whether anything was done.
 */
export type Failure =
  | { kind: "card"; error: Stripe.errors.StripeCardError }
  | { kind: "refused"; code: string; param: string; intent: Stripe.PaymentIntent | null; detail: string }
  | { kind: "silent"; detail: string };
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Runs one call; never throws. */
export async function ask<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, failure: await readFailure(error) };
  }
}

/** Says that the outcome cannot be known from this failure; for callers to whom a refusal means just as little. */
export function unknownOf(failure: Failure): { kind: "unknown"; detail: string } {
  return { kind: "unknown", detail: failure.kind === "card" ? failure.error.message : failure.detail };
}

async function readFailure(error: unknown): Promise<Failure> {
  const { errors } = (await import("stripe")).default;
  if (error instanceof errors.StripeCardError) return { kind: "card", error };
  if (error instanceof errors.StripeIdempotencyError) {
    // Something under this key was sent before with other parameters, and may have taken money.
    log().error({ requestId: error.requestId }, "stripe: a key came again with other parameters");
    return silent("The gateway knows this key with other parameters.");
  }
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError) {
    log().error({ code: error.code, requestId: error.requestId }, "stripe: the key of this account is refused");
    return refused(error, error.code ?? "key_refused");
  }
  // 409: the first request with this key is still under way.
  if (error instanceof errors.StripeInvalidRequestError && [400, 404].includes(error.statusCode ?? 0)) {
    if (error.code === "rate_limit" || error.code === "lock_timeout") return silent("The gateway is busy.");
    log().warn({ code: error.code, param: error.param, requestId: error.requestId }, "stripe: request refused");
    return refused(error, error.code ?? "invalid_request");
  }
  if (error instanceof errors.StripeError) return silent(`The gateway answered ${error.statusCode ?? "nothing"}.`);
  return silent(error instanceof Error ? error.message : "The gateway cannot be reached.");
}

function refused(error: Stripe.errors.StripeError, code: string): Failure {
  const { param = "", payment_intent: intent = null, message } = error;
  return { kind: "refused", code, param, intent: intent ?? null, detail: message };
}

function silent(detail: string): Failure {
  return { kind: "silent", detail };
}
