/**
 * Stripe's published test payment methods: docs.stripe.com/testing (cards, declines, disputes, refunds, 3-D Secure) and
 * docs.stripe.com/payments/ach-direct-debit (bank accounts). Names and numbers are theirs; both spellings of a decline are accepted, as there.
 */
export type Decline = {
  code: string;
  declineCode?: string;
  message: string;
  /** What the card networks let the merchant do next, in Stripe's words. */
  advice: "do_not_try_again" | "try_again_later" | "confirm_card_data";
};

export type TestCard = {
  kind: "card";
  number: string;
  brand: "visa" | "mastercard" | "amex" | "discover";
  funding: "credit" | "debit" | "prepaid";
  declined?: Decline;
  /** It can be kept for a customer, and is declined when charged. */
  declinesOnlyCharges?: boolean;
  authentication?: "always" | "unless_set_up";
  dispute?: "fraudulent" | "product_not_received";
  refund?: "fails" | "pending";
};

export type TestBank = {
  kind: "bank";
  account: string;
  outcome: "succeeds" | "fails" | "disputed" | "stays" | "blocked";
  failureCode?: string;
};

function card(number: string, more: Partial<TestCard> = {}): TestCard {
  return { kind: "card", number, brand: "visa", funding: "credit", ...more };
}

function declines(
  number: string,
  code: string,
  declineCode: string | undefined,
  message: string,
  advice: Decline["advice"],
): TestCard {
  return card(number, { declined: { code, message, advice, ...(declineCode ? { declineCode } : {}) } });
}

const DECLINED = "Your card was declined.";
const CARDS: Record<string, TestCard> = {
  pm_card_visa: card("4242424242424242"),
  pm_card_visa_debit: card("4000056655665556", { funding: "debit" }),
  pm_card_mastercard: card("5555555555554444", { brand: "mastercard" }),
  pm_card_mastercard_debit: card("5200828282828210", { brand: "mastercard", funding: "debit" }),
  pm_card_mastercard_prepaid: card("5105105105105100", { brand: "mastercard", funding: "prepaid" }),
  pm_card_amex: card("378282246310005", { brand: "amex" }),
  pm_card_discover: card("6011111111111117", { brand: "discover" }),
  pm_card_visa_chargeDeclined: declines(
    "4000000000000002",
    "card_declined",
    "generic_decline",
    DECLINED,
    "try_again_later",
  ),
  pm_card_visa_chargeDeclinedInsufficientFunds: declines(
    "4000000000009995",
    "card_declined",
    "insufficient_funds",
    "Your card has insufficient funds.",
    "try_again_later",
  ),
  pm_card_visa_chargeDeclinedLostCard: declines(
    "4000000000009987",
    "card_declined",
    "lost_card",
    DECLINED,
    "do_not_try_again",
  ),
  pm_card_visa_chargeDeclinedStolenCard: declines(
    "4000000000009979",
    "card_declined",
    "stolen_card",
    DECLINED,
    "do_not_try_again",
  ),
  pm_card_chargeDeclinedExpiredCard: declines(
    "4000000000000069",
    "expired_card",
    undefined,
    "Your card has expired.",
    "confirm_card_data",
  ),
  pm_card_chargeDeclinedIncorrectCvc: declines(
    "4000000000000127",
    "incorrect_cvc",
    undefined,
    "Your card's security code is incorrect.",
    "confirm_card_data",
  ),
  pm_card_chargeDeclinedProcessingError: declines(
    "4000000000000119",
    "processing_error",
    undefined,
    "An error occurred while processing your card. Try again in a little bit.",
    "try_again_later",
  ),
  pm_card_visa_chargeDeclinedVelocityLimitExceeded: declines(
    "4000000000006975",
    "card_declined",
    "card_velocity_exceeded",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    "try_again_later",
  ),
  pm_card_chargeCustomerFail: {
    ...declines("4000000000000341", "card_declined", "generic_decline", DECLINED, "try_again_later"),
    declinesOnlyCharges: true,
  },
  pm_card_radarBlock: declines("4100000000000019", "card_declined", "fraudulent", DECLINED, "do_not_try_again"),
  pm_card_authenticationRequired: card("4000002760003184", { authentication: "always" }),
  pm_card_authenticationRequiredOnSetup: card("4000002500003155", { authentication: "unless_set_up" }),
  pm_card_threeDSecure2Required: card("4000000000003220", { authentication: "always" }),
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: {
    ...declines(
      "4000008260003178",
      "card_declined",
      "insufficient_funds",
      "Your card has insufficient funds.",
      "try_again_later",
    ),
    authentication: "always",
    declinesOnlyCharges: true,
  },
  pm_card_createDispute: card("4000000000000259", { dispute: "fraudulent" }),
  pm_card_createDisputeProductNotReceived: card("4000000000002685", { dispute: "product_not_received" }),
  pm_card_refundFail: card("4000000000005126", { refund: "fails" }),
  pm_card_pendingRefund: card("4000000000007726", { refund: "pending" }),
};

/** Not published as a test name; `do_not_honor` is one of the published decline codes and has none. */
const OURS: Record<string, TestCard> = {
  pm_card_visa_chargeDeclinedDoNotHonor: declines(
    "4000000000008807",
    "card_declined",
    "do_not_honor",
    DECLINED,
    "do_not_try_again",
  ),
};

/** The spelling of older pages. */
const OLDER: Record<string, string> = {
  pm_card_chargeDeclined: "pm_card_visa_chargeDeclined",
  pm_card_chargeDeclinedInsufficientFunds: "pm_card_visa_chargeDeclinedInsufficientFunds",
  pm_card_chargeDeclinedLostCard: "pm_card_visa_chargeDeclinedLostCard",
  pm_card_chargeDeclinedStolenCard: "pm_card_visa_chargeDeclinedStolenCard",
  pm_card_prepaid: "pm_card_mastercard_prepaid",
};

const BANKS: Record<string, TestBank> = {
  pm_usBankAccount_success: { kind: "bank", account: "000123456789", outcome: "succeeds" },
  pm_usBankAccount_accountClosed: {
    kind: "bank",
    account: "000111111113",
    outcome: "fails",
    failureCode: "account_closed",
  },
  pm_usBankAccount_noAccount: { kind: "bank", account: "000111111116", outcome: "fails", failureCode: "no_account" },
  pm_usBankAccount_insufficientFunds: {
    kind: "bank",
    account: "000222222227",
    outcome: "fails",
    failureCode: "insufficient_funds",
  },
  pm_usBankAccount_debitNotAuthorized: {
    kind: "bank",
    account: "000333333335",
    outcome: "fails",
    failureCode: "debit_not_authorized",
  },
  pm_usBankAccount_dispute: { kind: "bank", account: "000555555559", outcome: "disputed" },
  pm_usBankAccount_processing: { kind: "bank", account: "000000000009", outcome: "stays" },
  pm_usBankAccount_riskLevelHighest: {
    kind: "bank",
    account: "000000004954",
    outcome: "blocked",
    failureCode: "bank_account_restricted",
  },
};

export const ROUTING_NUMBER = "110000000";

const ALL: Record<string, TestCard | TestBank> = { ...CARDS, ...OURS, ...BANKS };

export type TestMethod = TestCard | TestBank;

/** The method behind a published name; null for any other text. */
export function testMethod(name: string): TestMethod | null {
  return ALL[OLDER[name] ?? name] ?? null;
}

/** A card or account that a payer typed into the fields. */
export function testMethodByNumber(number: string): { name: string; method: TestMethod } | null {
  const digits = number.replace(/\D/g, "");
  const entry = Object.entries(ALL).find(
    ([, method]) => (method.kind === "card" ? method.number : method.account) === digits,
  );
  return entry ? { name: entry[0], method: entry[1] } : null;
}

/** `tok_visa` stands for the same card as `pm_card_visa`. */
export function nameOfToken(token: string): string {
  return token.replace(/^tok_/, "pm_card_").replace(/^pm_card_chargeDeclined/, "pm_card_visa_chargeDeclined");
}

/** How the network calls each failure of a debit: nacha.org return codes as docs.stripe.com maps them. */
export const DEBIT_FAILURES: Record<string, { networkCode: string; message: string }> = {
  insufficient_funds: {
    networkCode: "R01",
    message: "The customer's account has insufficient funds to cover this payment.",
  },
  account_closed: { networkCode: "R02", message: "The customer's bank account has been closed." },
  no_account: { networkCode: "R03", message: "The bank account could not be located." },
  debit_not_authorized: {
    networkCode: "R10",
    message: "The customer has notified their bank that this payment was unauthorized.",
  },
  bank_account_restricted: {
    networkCode: "R16",
    message: "The customer's account cannot be used with this payment method.",
  },
  refer_to_customer: {
    networkCode: "R08",
    message: "The bank declined this payment and asked you to contact the customer.",
  },
};
