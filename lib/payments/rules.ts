import type { PaymentStatus } from "./model";

/** Legal moves of a payment; the same table stands in the database (`payment_moves`), which refuses every other. */
export const PAYMENT_MOVES: Readonly<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  created: ["processing", "error"],
  processing: ["approved", "declined", "error", "unknown", "pending"],
  unknown: ["approved", "declined", "error", "pending"],
  pending: ["settled", "returned", "voided"],
  approved: ["settled", "voided", "partially_refunded", "refunded", "disputed"],
  settled: ["partially_refunded", "refunded", "returned", "disputed"],
  partially_refunded: ["refunded", "returned", "disputed"],
  refunded: ["disputed", "returned"],
  disputed: ["dispute_lost", "settled", "partially_refunded", "refunded"],
  // Disputed again: a charge may have several disputes.
  dispute_lost: ["disputed", "settled", "partially_refunded", "refunded"],
  declined: [],
  error: [],
  voided: [],
  returned: [],
};

export function mayMove(from: PaymentStatus, to: PaymentStatus): boolean {
  return PAYMENT_MOVES[from].includes(to);
}

/** What may lie between two states when we hear of the second only: a return may be the first news since approval. */
const BETWEEN: readonly PaymentStatus[] = ["settled", "disputed"];

/** The shortest legal way from one state to another, without its start; null when there is none. */
export function pathBetween(from: PaymentStatus, to: PaymentStatus): PaymentStatus[] | null {
  const ways: PaymentStatus[][] = [[]];
  for (const way of ways) {
    const last = way.at(-1) ?? from;
    if (mayMove(last, to)) return [...way, to];
    for (const next of BETWEEN) if (mayMove(last, next) && !way.includes(next)) ways.push([...way, next]);
  }
  return null;
}

/** A definite no: the obligation may be tried again. Every other state keeps the claim. */
export const CLAIM_RELEASED: readonly PaymentStatus[] = ["declined", "error", "voided"];

export function holdsClaim(status: PaymentStatus): boolean {
  return !CLAIM_RELEASED.includes(status);
}

/** The gateway's own key for one attempt; the same attempt always sends the same key. */
export function idempotencyKeyOf(obligation: string, attempt: number): string {
  return `${obligation}:${attempt}`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Gateways may forget idempotency keys after 24 hours; sending again later could charge twice (Stripe, docs on idempotent requests). */
export const RESEND_LIMIT_MS = 20 * HOUR_MS;
/** Nothing is given up before what was sent at the last moment must have had its answer; else one process could close what another takes. */
export const CLOSE_AFTER_MS = RESEND_LIMIT_MS + 10 * MINUTE_MS;
/** A charge in the hands of a live process is left alone for this long. */
export const IN_FLIGHT_MS = 2 * MINUTE_MS;

/** When to ask again about what is open, by how often it was asked: 1 m, 5 m, 15 m, then hourly for a day, then daily. */
export function nextCheckMs(checks: number): number {
  const steps = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS];
  return steps[checks] ?? (checks < steps.length + 24 ? HOUR_MS : DAY_MS);
}

/** Bank debits come back for 60 days, cards are disputed for 120; the looks after settlement grow rare and end there. */
const WATCH_DAYS = [1, 2, 4, 8, 15, 30, 30, 30];

/** When to look again at a charge that was taken, by how often it was looked at since it settled; null when no more. */
export function nextWatchMs(isSettled: boolean, checks: number): number | null {
  if (!isSettled) return DAY_MS;
  const days = WATCH_DAYS[checks];
  return days === undefined ? null : days * DAY_MS;
}

/** A bank decides a dispute within weeks or months; until then we look, daily for a month, then weekly. */
export function nextDisputeLookMs(checks: number): number {
  return checks < 30 ? DAY_MS : 7 * DAY_MS;
}

export type Recovery =
  /** The gateway has it: write down what it says. */
  | { kind: "record" }
  /** The gateway never saw it and the key is still good: send the same charge again. */
  | { kind: "resend" }
  /** The gateway never saw it and the key is too old: nothing was charged. */
  | { kind: "close" }
  /** No answer, or nothing new. */
  | { kind: "wait"; afterMs: number };

/**
 * What to do with a payment whose outcome we do not know. The look-up by our own reference always comes first; only a definite
 * "absent" may lead to sending again, and only while the gateway still remembers the key.
 */
export function decideRecovery(input: {
  status: PaymentStatus;
  found: "found" | "absent" | "unknown";
  sinceSubmitMs: number;
  checks: number;
}): Recovery {
  if (input.found === "found") return { kind: "record" };
  const isOpen = input.status === "processing" || input.status === "unknown";
  if (input.found === "unknown" || !isOpen) return { kind: "wait", afterMs: nextCheckMs(input.checks) };
  if (input.sinceSubmitMs < RESEND_LIMIT_MS) return { kind: "resend" };
  return input.sinceSubmitMs < CLOSE_AFTER_MS
    ? { kind: "wait", afterMs: CLOSE_AFTER_MS - input.sinceSubmitMs }
    : { kind: "close" };
}

/** May the whole charge still be taken back? A refund, even one under way, or settlement rules it out. */
export function decideVoid(input: {
  status: PaymentStatus;
  refundedCents: number;
  underWayCents: number;
}): { ok: true } | { ok: false; refusal: "not_voidable" } {
  const isOpen = input.status === "approved" || input.status === "pending";
  return isOpen && input.refundedCents === 0 && input.underWayCents === 0
    ? { ok: true }
    : { ok: false, refusal: "not_voidable" };
}

export type RefundRefusal = "not_refundable" | "amount_too_small" | "amount_above_rest";

/** May this much go back? `underWayCents` are refunds sent but not yet answered. */
export function decideRefund(input: {
  status: PaymentStatus;
  amountCents: number;
  refundedCents: number;
  underWayCents: number;
  askedCents: number;
}): { ok: true } | { ok: false; refusal: RefundRefusal; restCents: number } {
  const restCents = refundableCents(input);
  if (restCents === 0) return { ok: false, refusal: "not_refundable", restCents };
  if (input.askedCents < 1) return { ok: false, refusal: "amount_too_small", restCents };
  if (input.askedCents > restCents) return { ok: false, refusal: "amount_above_rest", restCents };
  return { ok: true };
}

export function refundableCents(input: {
  status: PaymentStatus;
  amountCents: number;
  refundedCents: number;
  underWayCents: number;
}): number {
  const isTaken = input.status === "approved" || input.status === "settled" || input.status === "partially_refunded";
  return isTaken ? Math.max(0, input.amountCents - input.refundedCents - input.underWayCents) : 0;
}

/**
 * The state after a refund came through. A payment that was returned or disputed while the refund was under way stays so: what the
 * bank did outranks what we gave.
 */
export function statusAfterRefund(status: PaymentStatus, amountCents: number, refundedCents: number): PaymentStatus {
  const after = refundedCents >= amountCents ? "refunded" : "partially_refunded";
  return status === "approved" || status === "settled" || status === "partially_refunded" ? after : status;
}
