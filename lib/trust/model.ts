import type { PaymentStatus } from "@/lib/payments/model";

/** Pure words and view types of trust money. Amounts are integer minor units. */

export const TRUST_ENTRY_KINDS = [
  "deposit",
  /** A deposit that never arrived: sent back before it settled. */
  "deposit_back",
  "refund",
  "void",
  "return",
  "dispute",
  "dispute_won",
  /** Operating money that made good what a bank took from trust. */
  "replacement",
  /** The same money taken out again, because the dispute was won after all. */
  "replacement_back",
] as const;
export type TrustEntryKind = (typeof TRUST_ENTRY_KINDS)[number];

/** One client's money for one matter in one trust account. */
export type TrustMatterKey = { accountId: string; clientRef: string; matterRef: string };

/** What of a payment decides how much of it trust holds. */
export type TrustPosition = {
  status: PaymentStatus;
  amountCents: number;
  refundedCents: number;
  /** Of a dispute that is open or lost; null when its size is not known: then the whole. */
  disputedCents: number | null;
  /** Whether it ever settled. */
  hasSettled: boolean;
};

/**
 * Where a matter stands. The first three parts add up to the total. `clearedCents` is below zero only when more left trust than came in:
 * then another client's money is affected.
 */
export type TrustStanding = {
  totalCents: number;
  clearedCents: number;
  /** Settled, but younger than the account's hold days (A9). */
  onHoldCents: number;
  /** Taken, not settled yet. */
  inTransitCents: number;
};

export type TrustMatterRow = TrustMatterKey &
  TrustStanding & {
    accountName: string;
    currency: string;
    lastEntryAt: Date;
  };

/** The balances of one trust account. */
export type TrustAccountRow = {
  accountId: string;
  accountName: string;
  bankLast4: string;
  feeAccountName: string;
  holdDays: number;
  currency: string;
  /** Of all its matters, those without a balance left out. */
  matters: number;
  totalCents: number;
};

/** A line of a matter's ledger with the balance after it (T14). */
export type TrustEntryRow = {
  id: number;
  kind: TrustEntryKind;
  amountCents: number;
  balanceCents: number;
  currency: string;
  source: string;
  purpose: string;
  paymentId: string;
  paymentNumber: string;
  at: Date;
};

export const OPERATING_CHARGE_KINDS = ["fee", "return", "chargeback", "dispute_fee", "chargeback_back"] as const;
export type OperatingChargeKind = (typeof OPERATING_CHARGE_KINDS)[number];

export const REPLACEMENT_OUTCOMES = ["replaced", "covered"] as const;
export type ReplacementOutcome = (typeof REPLACEMENT_OUTCOMES)[number];

/** What operating owes trust, until somebody has seen to it. */
export type OpenChargeRow = {
  id: string;
  kind: OperatingChargeKind;
  trustAccountId: string;
  trustAccountName: string;
  operatingAccountName: string;
  paymentId: string;
  paymentNumber: string;
  clientRef: string;
  matterRef: string;
  /** Below zero: trust owes it back to operating. */
  amountCents: number;
  currency: string;
  /** Whether the matter's own money may stand for it: it lowered the matter, and the matter is not below zero. */
  mayBeCovered: boolean;
  at: Date;
};

export function isTrustEntryKind(value: string): value is TrustEntryKind {
  return (TRUST_ENTRY_KINDS as readonly string[]).includes(value);
}
