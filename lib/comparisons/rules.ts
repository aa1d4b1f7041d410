import type { GatewayChargeStatus } from "@/lib/gateways/port";
import type { PaymentSource, PaymentStatus } from "@/lib/payments/model";
import type { BreakKind, Difference, OurCharge, TheirCharge } from "./model";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A charge of ours may be missing from a list, or from a search, that is made from copies a little behind. */
export const MISSING_AFTER_MS = HOUR_MS;
/** Daily, what may still change is read again: refunds, settlement, returns, most disputes. Later news comes by looks and webhooks. */
const LOOK_BACK_MS = 35 * DAY_MS;
/** After a restore, everything that can still be refunded or disputed. */
const LOOK_BACK_RESTORED_MS = 180 * DAY_MS;
/** Windows overlap, because no two clocks are equal. */
const OVERLAP_MS = 2 * DAY_MS;
const EVERY_MS = DAY_MS;
const RETRY_MS = 15 * MINUTE_MS;
const RETRY_RESTORED_MS = MINUTE_MS;
/** More differences than these have one cause, such as another account's credentials; listing them all would hide it. */
export const MOST_BREAKS = 500;

/** What money did, whatever the two books call it. Refunds are compared by their cents, not by the word. */
type Fate = "open" | "none" | "pending" | "standing" | "disputed" | "returned" | "voided";

const FATES_HERE: Readonly<Record<PaymentStatus, Fate>> = {
  created: "open",
  processing: "open",
  unknown: "open",
  declined: "none",
  error: "none",
  pending: "pending",
  approved: "standing",
  settled: "standing",
  partially_refunded: "standing",
  refunded: "standing",
  disputed: "disputed",
  dispute_lost: "disputed",
  returned: "returned",
  voided: "voided",
};

const FATES_THERE: Readonly<Record<GatewayChargeStatus, Fate>> = {
  requires_action: "none",
  declined: "none",
  pending: "pending",
  approved: "standing",
  settled: "standing",
  partially_refunded: "standing",
  refunded: "standing",
  disputed: "disputed",
  returned: "returned",
  voided: "voided",
};

/** Money was taken, whatever became of it; a void gave it back before it moved. */
function isTaken(fate: Fate): boolean {
  return fate !== "open" && fate !== "none" && fate !== "voided";
}

export function isTakenThere(status: GatewayChargeStatus): boolean {
  return isTaken(FATES_THERE[status]);
}

/** What differs about one charge; empty when the books agree, or when ours is still under way and the reconciler's to finish. */
export function compareCharge(ours: OurCharge | null, theirs: TheirCharge): Difference[] {
  const there = FATES_THERE[theirs.status];
  if (ours === null) return isTaken(there) ? [difference("missing_here", ours, theirs, theirs.amountCents)] : [];
  const here = FATES_HERE[ours.status];
  if (here === "open") return [];
  if (isTaken(here) && isTaken(there) && ours.gatewayRef !== theirs.gatewayRef)
    return [difference("charged_twice", ours, theirs, theirs.amountCents)];
  if (here === "none") {
    const heldCents = isTaken(there) ? theirs.amountCents - theirs.refundedCents : 0;
    return heldCents > 0 ? [difference("money_of_nobody", ours, theirs, heldCents)] : [];
  }
  // Another try under the same reference, which took nothing.
  if (!isTaken(there) && ours.gatewayRef !== theirs.gatewayRef) return [];
  if (ours.currency !== theirs.currency)
    return [difference("currency", ours, theirs, theirs.amountCents - ours.amountCents)];
  const found: Difference[] = [];
  if (ours.amountCents !== theirs.amountCents)
    found.push(difference("amount", ours, theirs, theirs.amountCents - ours.amountCents));
  if (!refundsAgree(ours, theirs))
    found.push(difference("refunded", ours, theirs, theirs.refundedCents - ours.refundedCents));
  if (here !== there && !(ours.isBeingVoided && there === "voided"))
    found.push(difference("status", ours, theirs, standingCents(there, theirs) - standingCents(here, ours)));
  return found;
}

function refundsAgree(ours: OurCharge, theirs: TheirCharge): boolean {
  const most = ours.refundedCents + ours.refundsUnderWayCents;
  return theirs.refundedCents >= ours.refundedCents && theirs.refundedCents <= most;
}

function standingCents(fate: Fate, charge: { amountCents: number }): number {
  return fate === "standing" || fate === "pending" ? charge.amountCents : 0;
}

/** Ours that the gateway should know and that its list did not hold. Too young a charge may be on its way into the list. */
export function decideMissing(ours: OurCharge, now: Date): Difference | null {
  const isOld = now.getTime() - ours.chargedAt.getTime() >= MISSING_AFTER_MS;
  if (!isOld || !isTaken(FATES_HERE[ours.status])) return null;
  return difference("missing_there", ours, null, -ours.amountCents);
}

/**
 * Both books, both ways: every line of theirs against ours, and every taken one of ours that theirs does not hold. Two taken charges
 * under one reference are told also where ours does not yet say which of them it is.
 */
export function compareBooks(ours: readonly OurCharge[], theirs: readonly TheirCharge[], now: Date): Difference[] {
  const own = new Map(ours.map((charge) => [charge.reference, charge]));
  const listed = new Set(theirs.map((charge) => charge.reference));
  const missing = ours.filter((charge) => !listed.has(charge.reference)).flatMap((c) => decideMissing(c, now) ?? []);
  const seen = new Map<string, TheirCharge>();
  const found = theirs.flatMap((charge) => {
    const first = seen.get(charge.reference);
    const ourCharge = own.get(charge.reference) ?? null;
    const isSecond = charge.reference !== "" && first !== undefined && isTakenThere(charge.status);
    if (isTakenThere(charge.status) && !first) seen.set(charge.reference, charge);
    if (isSecond && (ourCharge === null || !isTaken(FATES_HERE[ourCharge.status])))
      return [difference("charged_twice", ourCharge, charge, charge.amountCents)];
    return compareCharge(ourCharge, charge);
  });
  return [...found, ...missing];
}

function difference(kind: BreakKind, ours: OurCharge | null, theirs: TheirCharge | null, cents: number): Difference {
  const charge = theirs ?? ours;
  return {
    kind,
    reference: charge?.reference ?? "",
    gatewayRef: charge?.gatewayRef ?? "",
    ours,
    theirs,
    differenceCents: cents,
    currency: charge?.currency ?? "",
  };
}

type Earlier = { startedAt: Date; isFailed: boolean };

/** Is an account due? Once a day; after a failure sooner; after a restore at once and until it has come to its end. */
export function isComparisonDue(input: {
  now: Date;
  lastDone: Earlier | null;
  lastTried: Earlier | null;
  restoredAt: Date | null;
}): boolean {
  const { now, lastDone, lastTried, restoredAt } = input;
  const isImporting = restoredAt !== null && (lastDone === null || lastDone.startedAt < restoredAt);
  const wait = isImporting ? RETRY_RESTORED_MS : RETRY_MS;
  if (lastTried?.isFailed && now.getTime() - lastTried.startedAt.getTime() < wait) return false;
  return isImporting || lastDone === null || now.getTime() - lastDone.startedAt.getTime() >= EVERY_MS;
}

/** From when on the gateway's list is read. Never less than what an earlier comparison left open. */
export function windowStart(input: {
  now: Date;
  accountSince: Date;
  lastDoneUntil: Date | null;
  oldestOpenBreak: Date | null;
  isImporting: boolean;
}): Date {
  const { now, accountSince, lastDoneUntil, oldestOpenBreak, isImporting } = input;
  const starts = [now.getTime() - (isImporting ? LOOK_BACK_RESTORED_MS : LOOK_BACK_MS)];
  if (lastDoneUntil) starts.push(lastDoneUntil.getTime() - OVERLAP_MS);
  if (oldestOpenBreak) starts.push(oldestOpenBreak.getTime() - MINUTE_MS);
  return new Date(Math.max(Math.min(...starts), accountSince.getTime() - OVERLAP_MS));
}

/** What a claim was for, told by the words of its idempotency key: "link:lnk_1:2" is the second attempt of that link. */
export function readChargeKey(
  idempotencyKey: string,
): { obligation: string; attempt: number; linkId: string | null } | null {
  const match = /^([a-z-]+:[^\s]+):([1-9]\d{0,5})$/.exec(idempotencyKey);
  const obligation = match?.[1];
  if (!obligation) return null;
  return { obligation, attempt: Number(match[2]), linkId: /^link:(lnk_[0-9a-z_]+)$/.exec(obligation)?.[1] ?? null };
}

const SOURCES: Readonly<Record<string, PaymentSource>> = {
  link: "quick_link",
  schedule: "schedule",
  "auto-pay": "auto_pay",
  form: "enter_payment",
  page: "payment_page",
  invoice: "invoice",
  "quick-pay": "quick_pay",
};

/** Where an obligation came from, when only its name is left. */
export function sourceOfObligation(obligation: string): PaymentSource {
  return SOURCES[obligation.split(":")[0] ?? ""] ?? "api";
}
