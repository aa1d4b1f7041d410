import type { FaultPlan } from "./wire/faults";

/** Milliseconds since 1970. The double adds to it what `advance` was told. */
export type BaseClock = { now(): Date };

export type StripeDoubleOptions = {
  /** Where time comes from; without it the machine's. */
  clock?: BaseClock;
  /** Shares of calls that go wrong; without it none do. */
  faults?: Partial<FaultPlan>;
  /** The same seed gives the same ids and strikes the same calls. */
  seed?: number;
  /** Without it any free port of 127.0.0.1. */
  port?: number;
  /** Every event is posted there, signed with `webhookSecret`. `desk.setWebhookEndpoint` names another for one account. */
  webhookUrl?: string;
  webhookSecret?: string;
  /** A file that keeps the ledger over a restart of the double. */
  statePath?: string;
  /** How long a new payment takes to be found by search. Stripe says: under a minute in normal operation. */
  searchDelaySeconds?: number;
  /** How long a bank debit is `processing`. */
  debitSettleSeconds?: number;
  /** How long a refund to a bank account is `pending`. */
  refundSettleSeconds?: number;
};

export const DEFAULT_SECRET = "whsec_double_0123456789abcdef";
const DAY_SECONDS = 86_400;

export type Settings = {
  searchDelaySeconds: number;
  debitSettleSeconds: number;
  refundSettleSeconds: number;
};

export function readSettings(options: StripeDoubleOptions): Settings {
  return {
    searchDelaySeconds: options.searchDelaySeconds ?? 60,
    debitSettleSeconds: options.debitSettleSeconds ?? 4 * DAY_SECONDS,
    refundSettleSeconds: options.refundSettleSeconds ?? 5 * DAY_SECONDS,
  };
}
