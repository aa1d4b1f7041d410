/** How a firm tries failed runs of payment schedules and auto-pays again. */
export type RetryPolicy = {
  isOn: boolean;
  /** Days from each failed try to the next one; their number is the number of retries. */
  waitDays: readonly number[];
};

/**
 * What a failed try says about another one. "later": the same method may be charged again. "bank_funds": a debit that came back for want
 * of money (R01, R09), with a limit of its own. "other_method": the payer has to act first. "never": the network forbids it.
 */
export type FailureKind = "later" | "bank_funds" | "other_method" | "never";

/** One try that failed. Codes are the gateway's or the bank's; empty when there is none. */
export type FailedTry = {
  declineCode: string;
  /** R01, R02, ... */
  returnCode: string;
  /** The gateway's advice on this very answer: "never", "other_method", "later"; empty when it was not kept. */
  advice: string;
};

export type RetryRefusal =
  | "never_again"
  | "needs_payer"
  | "policy_off"
  /** As many retries as the firm wants. */
  | "retries_used"
  /** The networks' limit, or the firm's policy would pass it. */
  | "network_limit";

export type NextRetry = { ok: true; on: string } | { ok: false; refusal: RetryRefusal };

export const MAX_RETRIES = 4;
/**
 * Retries of one run end within so many days of its first try. Visa counts tries within 30 days (15), Mastercard too (35): five of one
 * run stay far below both.
 */
export const RETRY_SPAN_DAYS = 30;
/** Nacha: a debit that came back for want of money may be presented twice more, within 180 days. */
export const MAX_BANK_RETRIES = 2;
export const BANK_SPAN_DAYS = 180;

/** After 3, 8 and 15 days: over two weekends and a pay day. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = { isOn: true, waitDays: [3, 5, 7] };
/** So many declines of one method within 30 days end its charges until some have grown old: below Visa's 15. */
export const MAX_METHOD_DECLINES = 12;
