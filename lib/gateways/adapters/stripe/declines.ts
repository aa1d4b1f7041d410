import type { DeclineCode, RetryAdvice } from "../../port";

export type DeclineMeaning = { code: DeclineCode; retry: RetryAdvice };

const DECLINED: DeclineMeaning = { code: "card_declined", retry: "other_method" };
const NEVER: DeclineMeaning = { code: "card_declined", retry: "never" };
const DETAILS: DeclineMeaning = { code: "incorrect_details", retry: "other_method" };
const ASK: DeclineMeaning = { code: "authentication_required", retry: "other_method" };
const REVOKED: DeclineMeaning = { code: "authorization_revoked", retry: "never" };
const LATER: DeclineMeaning = { code: "processing_error", retry: "later" };

/**
 * Every decline code that Stripe publishes for cards (docs.stripe.com/declines/codes), and what a payer can do. `never`: the card is
 * reported lost, stolen or fraudulent, closed, or its holder forbade the charge; another try only costs fees and standing.
 */
export const CARD_DECLINES: Readonly<Record<string, DeclineMeaning>> = {
  approve_with_id: { code: "card_declined", retry: "later" },
  authentication_not_handled: { code: "authentication_failed", retry: "other_method" },
  authentication_required: ASK,
  call_issuer: DECLINED,
  card_not_supported: DECLINED,
  card_velocity_exceeded: { code: "velocity_exceeded", retry: "later" },
  currency_not_supported: DECLINED,
  do_not_honor: DECLINED,
  do_not_try_again: NEVER,
  duplicate_transaction: { code: "card_declined", retry: "later" },
  expired_card: { code: "expired_card", retry: "other_method" },
  fraudulent: NEVER,
  generic_decline: DECLINED,
  highest_risk_level: NEVER,
  incorrect_address: DETAILS,
  incorrect_cvc: DETAILS,
  incorrect_number: DETAILS,
  incorrect_pin: DETAILS,
  incorrect_zip: DETAILS,
  insufficient_funds: { code: "insufficient_funds", retry: "later" },
  invalid_account: { code: "invalid_method", retry: "never" },
  invalid_amount: DECLINED,
  invalid_cvc: DETAILS,
  invalid_expiry_month: DETAILS,
  invalid_expiry_year: DETAILS,
  invalid_number: DETAILS,
  invalid_pin: DETAILS,
  issuer_not_available: LATER,
  lost_card: { code: "lost_card", retry: "never" },
  merchant_blacklist: NEVER,
  mobile_device_authentication_required: ASK,
  new_account_information_available: DECLINED,
  no_action_taken: DECLINED,
  not_permitted: DECLINED,
  offline_pin_required: ASK,
  online_or_offline_pin_required: ASK,
  pickup_card: NEVER,
  pin_try_exceeded: { code: "velocity_exceeded", retry: "other_method" },
  processing_error: LATER,
  reenter_transaction: LATER,
  restricted_card: NEVER,
  revocation_of_all_authorizations: REVOKED,
  revocation_of_authorization: REVOKED,
  security_violation: DECLINED,
  service_not_allowed: DECLINED,
  stolen_card: { code: "stolen_card", retry: "never" },
  stop_payment_order: REVOKED,
  testmode_decline: DECLINED,
  transaction_not_allowed: DECLINED,
  try_again_later: { code: "card_declined", retry: "later" },
  withdrawal_count_limit_exceeded: { code: "velocity_exceeded", retry: "later" },
};

const BANK_INVALID: DeclineMeaning = { code: "bank_account_invalid", retry: "other_method" };
const AUTHENTICATION_FAILED: DeclineMeaning = { code: "authentication_failed", retry: "other_method" };

/** Error codes beside the decline codes: of bank accounts, of 3-D Secure, and of a method itself. */
const OTHER_CODES: Readonly<Record<string, DeclineMeaning>> = {
  account_closed: BANK_INVALID,
  bank_account_restricted: BANK_INVALID,
  bank_account_declined: BANK_INVALID,
  bank_account_unusable: BANK_INVALID,
  bank_account_unverified: BANK_INVALID,
  bank_account_verification_failed: BANK_INVALID,
  debit_not_authorized: REVOKED,
  no_account: BANK_INVALID,
  payment_intent_authentication_failure: AUTHENTICATION_FAILED,
  payment_intent_mandate_invalid: REVOKED,
  payment_method_bank_account_blocked: BANK_INVALID,
  payment_method_customer_decline: AUTHENTICATION_FAILED,
  payment_method_microdeposit_failed: BANK_INVALID,
  setup_intent_authentication_failure: AUTHENTICATION_FAILED,
};

export type StripeDecline = {
  code?: string | null;
  decline_code?: string | null;
  advice_code?: string | null;
  network_advice_code?: string | null;
};

/** Visa's and Mastercard's "do not try again" and "the holder ended these payments", as the networks number them. */
const NETWORK_NEVER = ["03", "21"];

/**
 * What a refusal means. The networks' own advice, which comes with each refusal, goes before the table, but never turns a
 * `never` into a maybe.
 */
export function readDecline(error: StripeDecline): DeclineMeaning {
  const meaning =
    CARD_DECLINES[error.decline_code ?? ""] ??
    CARD_DECLINES[error.code ?? ""] ??
    OTHER_CODES[error.code ?? ""] ??
    OTHER_CODES[error.decline_code ?? ""] ??
    DECLINED;
  if (meaning.retry === "never") return meaning;
  const isForbidden =
    error.advice_code === "do_not_try_again" || NETWORK_NEVER.includes(error.network_advice_code ?? "");
  if (isForbidden) return { ...meaning, retry: "never" };
  if (error.advice_code === "try_again_later") return { ...meaning, retry: "later" };
  if (error.advice_code === "confirm_card_data") return { ...meaning, retry: "other_method" };
  return meaning;
}
