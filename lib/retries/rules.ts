import { addDays } from "@/lib/dates/period-days";
import {
  BANK_SPAN_DAYS,
  DEFAULT_RETRY_POLICY,
  type FailedTry,
  type FailureKind,
  MAX_BANK_RETRIES,
  type NextRetry,
  RETRY_SPAN_DAYS,
  type RetryPolicy,
} from "./model";
import { RetryColumn } from "./schemas";

/** The firm's column. Never set: the default. One that cannot be read tries nothing again. */
export function readRetryPolicy(column: Readonly<Record<string, unknown>>): RetryPolicy {
  if (Object.keys(column).length === 0) return DEFAULT_RETRY_POLICY;
  const read = RetryColumn.safeParse(column);
  return read.success ? read.data : { isOn: false, waitDays: [] };
}

/** Declines that time alone may mend. A bank's general "no" is one: often a limit of that day. */
const PASSING: readonly string[] = ["card_declined", "insufficient_funds", "processing_error", "velocity_exceeded", ""];
/** The networks forbid another try with the method (C7). */
const FORBIDDEN: readonly string[] = ["lost_card", "stolen_card", "authorization_revoked"];
const BANK_FUNDS: readonly string[] = ["R01", "R09"];
/** Returns that new details mend; every other return but these and want of money ends the debits of that account (A8). */
const BANK_DETAILS: readonly string[] = ["R02", "R03", "R04", "R08", "R13", "R20"];

/** What a failed try says about another. The gateway's "never" outranks every code; a code that nobody knows needs a person. */
export function failureKindOf({ declineCode, returnCode, advice }: FailedTry): FailureKind {
  if (advice === "never" || FORBIDDEN.includes(declineCode)) return "never";
  if (BANK_FUNDS.includes(returnCode)) return "bank_funds";
  if (returnCode !== "") return BANK_DETAILS.includes(returnCode) ? "other_method" : "never";
  return PASSING.includes(declineCode) ? "later" : "other_method";
}

/**
 * The day on which a failed run is tried again, in the firm's calendar, or why it is not.
 * @param made.triesMade tries of this run that reached the gateway, the first included, those of staff too
 * @param made.firstTriedOn the day of the first of them, as ISO date like `failedOn`
 */
export function nextRetryOn(
  policy: RetryPolicy,
  made: { failure: FailureKind; triesMade: number; failedOn: string; firstTriedOn: string },
): NextRetry {
  const { failure, triesMade, failedOn, firstTriedOn } = made;
  if (failure === "never") return { ok: false, refusal: "never_again" };
  if (failure === "other_method") return { ok: false, refusal: "needs_payer" };
  if (!policy.isOn) return { ok: false, refusal: "policy_off" };
  const retriesMade = Math.max(0, triesMade - 1);
  if (failure === "bank_funds" && retriesMade >= MAX_BANK_RETRIES) return { ok: false, refusal: "network_limit" };
  const wait = policy.waitDays[retriesMade];
  if (wait === undefined) return { ok: false, refusal: "retries_used" };
  const on = addDays(failedOn, wait);
  const span = failure === "bank_funds" ? BANK_SPAN_DAYS : RETRY_SPAN_DAYS;
  return on > addDays(firstTriedOn, span) ? { ok: false, refusal: "network_limit" } : { ok: true, on };
}

/** May a person, or a job, charge again after such a failure with the same method? A limit that no click passes. */
export function mayTryAgain(failure: FailureKind, triesMade: number): boolean {
  if (failure === "never") return false;
  return failure !== "bank_funds" || triesMade - 1 < MAX_BANK_RETRIES;
}

/** On which day after the first try each retry comes, if every one fails at once: 3, 8, 15. */
export function retryDaysOf(waitDays: readonly number[]): number[] {
  return waitDays.map((_, place) => waitDays.slice(0, place + 1).reduce((sum, days) => sum + days, 0));
}
