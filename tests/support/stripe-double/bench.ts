import Stripe from "stripe";
import { onTestFinished } from "vitest";
import type { StripeDoubleOptions } from "./options";
import { type StripeDouble, startStripeDouble } from "./start";
import { API_VERSION } from "./state/world";

export const KEY = "sk_test_smith";
export const NOON = new Date("2026-11-21T12:00:00Z");
export const NOON_SECONDS = NOON.getTime() / 1_000;

export type Raw = { status: number; headers: Headers; text: string; body: Record<string, unknown> };
export type Bench = StripeDouble & {
  stripe: Stripe;
  /** A form-encoded request as it goes over the wire. Headers of undefined are left out. */
  raw(method: string, path: string, form?: string, headers?: Record<string, string | undefined>): Promise<Raw>;
};

/** A double that stands at noon, with the SDK pointed at it; ended with the test. */
export async function startBench(options: StripeDoubleOptions = {}): Promise<Bench> {
  const double = await startStripeDouble({ clock: { now: () => NOON }, ...options });
  onTestFinished(() => double.close());
  const stripe = new Stripe(KEY, { ...double.sdk, maxNetworkRetries: 0, timeout: 5_000 });
  const raw: Bench["raw"] = async (method, path, form, headers = {}) => {
    const all: Record<string, string | undefined> = {
      authorization: `Bearer ${KEY}`,
      "stripe-version": API_VERSION,
      ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    };
    const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const answer = await fetch(double.url + path, { method, headers: sent, body: form });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) as Record<string, unknown> };
  };
  return { ...double, stripe, raw };
}

/** A payment by card, carried out at once. */
export function cardPayment(
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams {
  return {
    amount: 10_000,
    currency: "usd",
    confirm: true,
    payment_method: method,
    allowed_payment_method_types: ["card"],
    ...more,
  };
}

export const ACCEPTED: Stripe.PaymentIntentCreateParams["mandate_data"] = {
  customer_acceptance: { type: "online", online: { ip_address: "192.0.2.7", user_agent: "Test" } },
};

/** A debit of a bank account, with its mandate. */
export function bankPayment(
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams {
  return {
    amount: 10_000,
    currency: "usd",
    confirm: true,
    payment_method: method,
    allowed_payment_method_types: ["us_bank_account"],
    mandate_data: ACCEPTED,
    ...more,
  };
}

/** The error that a call throws. */
export async function errorOf(work: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("The call did not fail.");
}
