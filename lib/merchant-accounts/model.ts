import type { AccountCheck } from "@/lib/gateways/model";

export type MerchantAccountView = {
  id: string;
  name: string;
  kind: "operating" | "trust";
  currency: string;
  bankLast4: string;
  acceptsCard: boolean;
  acceptsEcheck: boolean;
  isDefault: boolean;
};

/** Where money goes through; the first is for tests and demonstrations. */
export const ACCOUNT_GATEWAYS = ["sandbox", "stripe"] as const;
export type AccountGateway = (typeof ACCOUNT_GATEWAYS)[number];

/** The keys of a Stripe account, and what is told of each: whether it is kept, and its last four characters. */
export const KEY_NAMES = ["secretKey", "publishableKey", "webhookSecret"] as const;
export type KeyName = (typeof KEY_NAMES)[number];
/** "" where none is kept. */
export type KeyEnds = Record<KeyName, string>;

/** What the settings screen shows; never a key. */
export type AccountSettings = MerchantAccountView & {
  gateway: AccountGateway;
  /** Of a trust account: who pays its fees. */
  feeAccountId: string | null;
  keyEnds: KeyEnds;
  /** Where its gateway is to send its events; "" for the sandbox, which needs to be told nothing. */
  webhookUrl: string;
  /** Money went through it: its gateway stays. */
  isUsed: boolean;
};

/** What Stripe is to tell us of (docs/stripe.md); names of Stripe's. */
export const STRIPE_EVENTS = [
  "payment_intent.succeeded",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.requires_action",
  "payment_intent.canceled",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "refund.created",
  "refund.updated",
  "refund.failed",
] as const;

/** `isDemonstration`: this installation has tools of tests switched on, where real money has no business. */
export type AccountCheckResult = { check: AccountCheck; isDemonstration: boolean };
