/**
 * How the ACH network calls what Stripe says of a debit that came back (docs.stripe.com/payments/ach-direct-debit). Stripe groups
 * several codes under one word; where it does not pass the code itself on, the commonest of the group stands for it.
 */
export const RETURN_CODES: Readonly<Record<string, string>> = {
  insufficient_funds: "R01",
  account_closed: "R02",
  no_account: "R03",
  incorrect_account_holder_name: "R03",
  incorrect_account_details: "R04",
  bank_account_unusable: "R04",
  debit_not_authorized: "R10",
  recurring_transaction_revoked: "R07",
  payment_stopped: "R08",
  refer_to_customer: "R08",
  bank_account_restricted: "R16",
  bank_ownership_changed: "R12",
  incorrect_account_type: "R20",
  account_frozen: "R16",
  bank_cannot_process: "R17",
  could_not_process: "R17",
  generic_decline: "R17",
  declined: "R17",
};

/** `networkCode` is used when the bank's own code was passed on. */
export function toReturnCode(reason: string | null | undefined, networkCode?: string | null): string {
  if (networkCode && /^R\d\d$/.test(networkCode)) return networkCode;
  return RETURN_CODES[reason ?? ""] ?? "R17";
}
