import type { PaymentStatus } from "@/lib/payments/model";
import type { OperatingChargeKind, ReplacementOutcome, TrustEntryKind, TrustPosition, TrustStanding } from "./model";

const STANDING: readonly PaymentStatus[] = ["pending", "approved", "settled", "partially_refunded", "refunded"];

/**
 * How much of a payment its trust account holds. Below zero when a bank took the whole back of what was given back in part before. The
 * same stands in the database (`trust_held`), which writes the ledger.
 */
export function heldCents({ status, amountCents, refundedCents, disputedCents }: TrustPosition): number {
  if (STANDING.includes(status)) return amountCents - refundedCents;
  if (status === "disputed" || status === "dispute_lost")
    return amountCents - refundedCents - (disputedCents ?? amountCents);
  return status === "returned" ? 0 - refundedCents : 0;
}

/** The line that a move of a payment writes; null when it holds as much as before. `before` is null for a payment not yet in the ledger. */
export function entryOf(
  before: TrustPosition | null,
  after: TrustPosition,
): { kind: TrustEntryKind; amountCents: number } | null {
  const amountCents = heldCents(after) - (before ? heldCents(before) : 0);
  return amountCents === 0 ? null : { kind: kindOf(before, after, amountCents), amountCents };
}

function kindOf(before: TrustPosition | null, after: TrustPosition, changeCents: number): TrustEntryKind {
  if (before === null) return "deposit";
  if (after.refundedCents > before.refundedCents) return "refund";
  if (after.status === "voided") return "void";
  if (after.status === "returned") return after.hasSettled ? "return" : "deposit_back";
  return changeCents < 0 ? "dispute" : "dispute_won";
}

/** What a matter's ledger says of one payment. */
export type LedgerPart = {
  entries: readonly { kind: TrustEntryKind; amountCents: number }[];
  settledAt: Date | null;
};

const DAY_MS = 86_400_000;

/**
 * Where a matter stands: in transit until settled, on hold for `holdDays` more, cleared after that. A refund comes out of cleared money,
 * whichever payment it is of. Money that is short is first missing from what is on hold; what is in transit covers nothing. The same
 * stands in the database (`trust_standing`).
 */
export function standingOf(parts: readonly LedgerPart[], holdDays: number, now: Date): TrustStanding {
  let totalCents = 0;
  let inTransitCents = 0;
  let heldBackCents = 0;
  for (const { entries, settledAt } of parts) {
    const ofDeposit = entries.filter(({ kind }) => !["refund", "replacement", "replacement_back"].includes(kind));
    const unclearedCents = Math.max(0, sumCents(ofDeposit));
    totalCents += sumCents(entries);
    if (settledAt === null) inTransitCents += unclearedCents;
    else if (settledAt.getTime() + holdDays * DAY_MS > now.getTime()) heldBackCents += unclearedCents;
  }
  const settledCents = totalCents - inTransitCents;
  const clearedCents = settledCents < 0 ? settledCents : Math.max(0, settledCents - heldBackCents);
  return { totalCents, clearedCents, onHoldCents: settledCents - clearedCents, inTransitCents };
}

function sumCents(entries: readonly { amountCents: number }[]): number {
  return entries.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** A matter below zero holds another client's money (T6, T7): never shown without its alarm. */
export function isNegative({ clearedCents }: TrustStanding): boolean {
  return clearedCents < 0;
}

/** May this much of a matter go back (T11)? `underWayCents` are refunds of the matter that are sent but not answered. */
export function decideTrustRefund(input: {
  clearedCents: number;
  underWayCents: number;
  askedCents: number;
}): { ok: true } | { ok: false; refusal: "trust_balance_too_low"; freeCents: number } {
  const freeCents = freeToRefundCents(input);
  return input.askedCents <= freeCents ? { ok: true } : { ok: false, refusal: "trust_balance_too_low", freeCents };
}

export function freeToRefundCents(input: { clearedCents: number; underWayCents: number }): number {
  return Math.max(0, input.clearedCents - input.underWayCents);
}

/** What operating answers for when a payment into trust makes this move (T5). Money that never arrived leaves nothing to replace. */
export function chargeOfMove(move: {
  to: PaymentStatus;
  hasSettled: boolean;
}): Extract<OperatingChargeKind, "return" | "chargeback"> | null {
  if (move.to === "disputed") return "chargeback";
  return move.to === "returned" && move.hasSettled ? "return" : null;
}

/** Whether the matter's own money may stand for a charge: only one that lowered the matter, and only while it is not below zero. */
export function mayBeCovered(kind: OperatingChargeKind, standing: TrustStanding): boolean {
  return (kind === "return" || kind === "chargeback") && !isNegative(standing);
}

/** May a charge be seen to in this way? */
export function decideReplacement(
  kind: OperatingChargeKind,
  outcome: ReplacementOutcome,
  standing: TrustStanding,
): { ok: true } | { ok: false; refusal: "trust_not_covered" } {
  return outcome === "replaced" || mayBeCovered(kind, standing)
    ? { ok: true }
    : { ok: false, refusal: "trust_not_covered" };
}
