import type Stripe from "stripe";

/** What stands in `error` of an answer. */
export type ErrorBody = {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  network_advice_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: Stripe.PaymentIntent;
  setup_intent?: Stripe.SetupIntent;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  doc_url?: string;
  request_log_url?: string;
};

/** An answer that is no success; `status` is the HTTP one. */
export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    /** Found before the endpoint began its work: nothing is kept under an idempotency key. */
    readonly isValidation = false,
  ) {
    super(body.message);
  }
}

/** 400 `invalid_request_error`. */
export function refuse(message: string, more: { code?: string; param?: string; status?: number } = {}): StripeFailure {
  const { status = 400, ...named } = more;
  return new StripeFailure(status, withDocs({ type: "invalid_request_error", message, ...named }));
}

/** The same for parameters that are wrong whatever the state of things. */
export function invalid(message: string, more: { code?: string; param?: string } = {}): StripeFailure {
  return new StripeFailure(400, withDocs({ type: "invalid_request_error", message, ...more }), true);
}

export function noSuch(what: string, id: string, param = "id"): StripeFailure {
  const status = param === "id" || param === "intent" ? 404 : 400;
  return refuse(`No such ${what}: '${id}'`, { code: "resource_missing", param, status });
}

export function withDocs(body: ErrorBody): ErrorBody {
  if (!body.code) return body;
  return { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll("_", "-")}` };
}
