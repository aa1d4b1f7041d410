import { sumCents } from "@/lib/money/cents";
import type { PaymentStatus } from "@/lib/payments/model";
import { claimCents, surchargeOfRefund } from "@/lib/surcharges/rules";
import type { PostingCause, PostingState, RemovedBy } from "./model";

/** What of a payment says how much of it the firm holds. `lostCents`: of the disputes that are lost. */
export type HeldFacts = {
  status: PaymentStatus;
  amountCents: number;
  surchargeCents: number;
  refundedCents: number;
  lostCents: number;
};

const NOTHING_HELD: readonly PaymentStatus[] = [
  "created",
  "processing",
  "unknown",
  "declined",
  "error",
  "voided",
  "returned",
];

/** What the firm holds of its claim: without the surcharge, and without what went back with its share of the surcharge. */
export function heldCents(facts: HeldFacts): number {
  if (NOTHING_HELD.includes(facts.status)) return 0;
  const backCents = Math.min(facts.amountCents, facts.refundedCents + facts.lostCents);
  return claimCents(facts) - (backCents - surchargeOfRefund(facts, 0, backCents));
}

/** Whether records are made by now: an eCheck in flight waits for settlement where the firm says so, into trust always. */
export function isTimeToPost(input: {
  status: PaymentStatus;
  accountKind: "operating" | "trust";
  echeckPosting: "accepted" | "settled";
}): boolean {
  if (input.status !== "pending") return !NOTHING_HELD.includes(input.status);
  return input.accountKind === "operating" && input.echeckPosting === "accepted";
}

export type Line = { place: number; amountCents: number };

/** A record of a payment, as far as its neighbours depend on it. Given oldest first. */
export type LineRecord = {
  id: string;
  place: number;
  cause: string;
  amountCents: number;
  state: PostingState;
  reversesId: string | null;
  removedBy: string;
};

export type RecordChange =
  | {
      kind: "create";
      place: number;
      cause: string;
      amountCents: number;
      reversesId: string | null;
      likeId: string | null;
    }
  | { kind: "remove"; id: string }
  | { kind: "restore"; id: string };

const BY_CAUSE = "cause:";
export const REALLOCATED = `${BY_CAUSE}reallocated`;

/** How a removal says that money went back, and not that a person wanted it. */
export function removedByCause(cause: PostingCause): string {
  return `${BY_CAUSE}${cause}`;
}

export function removedByOf({ state, removedBy }: Pick<LineRecord, "state" | "removedBy">): RemovedBy | null {
  if (state !== "removed") return null;
  if (removedBy === REALLOCATED) return "reallocated";
  return removedBy.startsWith(BY_CAUSE) ? "taken_back" : "person";
}

/** Not on its way any more for good. What a person removed still stands for money: they see to it in the matter system. */
function isGone(record: LineRecord): boolean {
  return record.state === "removed" && record.removedBy.startsWith(BY_CAUSE);
}

/** Nobody has sent it on yet, and nobody has taken it in hand. */
function isFree({ state }: LineRecord): boolean {
  return state === "pending" || state === "incomplete";
}

/** The lines that stand for a payment, by its records: a line may have been reallocated to several items. */
export function linesOf(records: readonly LineRecord[]): Line[] {
  const left = new Set(records.filter(({ removedBy }) => removedBy === REALLOCATED).map(({ place }) => place));
  const begun = records.filter(({ cause, place }) => cause === "payment" && !left.has(place));
  return begun.map(({ place, amountCents }) => ({ place, amountCents }));
}

/** What stands for a line, sent or not. Equal to what the firm holds of it after `planRecords`. */
export function netOf(records: readonly LineRecord[], place: number): number {
  return sumCents(records.filter((each) => each.place === place && !isGone(each)).map((each) => each.amountCents));
}

/** What each line is to hold of a sum: what went back comes off the last lines, what comes again fills the first. */
export function spreadHeld(
  lines: readonly Line[],
  records: readonly LineRecord[],
  sumHeldCents: number,
): { place: number; amountCents: number }[] {
  const held = [...lines]
    .sort((a, b) => a.place - b.place)
    .map((line) => ({ ...line, net: netOf(records, line.place) }));
  let rest = sumHeldCents - sumCents(held.map(({ net }) => net));
  for (const line of held.toReversed()) {
    const back = Math.min(line.net, Math.max(0, -rest));
    line.net -= back;
    rest += back;
  }
  for (const line of held) {
    const more = Math.min(Math.max(0, line.amountCents - line.net), Math.max(0, rest));
    line.net += more;
    rest -= more;
  }
  const last = held.at(-1);
  if (last) last.net += Math.max(0, rest);
  return held.map(({ place, net }) => ({ place, amountCents: net }));
}

/**
 * What must change so that the records of each line stand for what the firm holds of it. What nobody has queued yet is replaced; what
 * was queued, posted or taken in hand by a person is never touched, but taken back by a linked record of its own. The same question
 * again changes nothing.
 */
export function planRecords(
  lines: readonly Line[],
  records: readonly LineRecord[],
  sumHeldCents: number,
  cause: PostingCause,
): RecordChange[] {
  return spreadHeld(lines, records, sumHeldCents).flatMap(({ place, amountCents }) =>
    planLine(
      place,
      records.filter((record) => record.place === place),
      amountCents,
      cause,
    ),
  );
}

function planLine(place: number, records: LineRecord[], targetCents: number, cause: PostingCause): RecordChange[] {
  const deltaCents = targetCents - netOf(records, place);
  if (deltaCents === 0) return [];
  if (records.length === 0)
    return [{ kind: "create", place, cause: "payment", amountCents: targetCents, reversesId: null, likeId: null }];
  const live = records.filter((record) => !isGone(record));
  if (live.every(isFree)) return replaceFree(place, records, live, targetCents, cause);
  const undone = live.find((record) => isFree(record) && record.amountCents === -deltaCents && undoes(cause, record));
  if (undone) return [{ kind: "remove", id: undone.id }];
  const reverses = newestOpposite(live, deltaCents);
  return [
    {
      kind: "create",
      place,
      cause: freshCause(records, cause),
      amountCents: deltaCents,
      reversesId: reverses?.id ?? null,
      likeId: (reverses ?? live.at(-1))?.id ?? null,
    },
  ];
}

function replaceFree(
  place: number,
  records: LineRecord[],
  live: LineRecord[],
  targetCents: number,
  cause: PostingCause,
): RecordChange[] {
  const removed = live.map(({ id }): RecordChange => ({ kind: "remove", id }));
  if (targetCents === 0) return removed;
  const again = records.findLast((record) => isGone(record) && record.amountCents === targetCents);
  if (again) return [...removed, { kind: "restore", id: again.id }];
  const like = live.at(-1) ?? records.at(-1);
  const made = { place, cause: freshCause(records, cause), amountCents: targetCents, reversesId: null };
  return [...removed, { kind: "create", ...made, likeId: like?.id ?? null }];
}

/** The very dispute that took it is won, and nobody has sent on that it was lost. */
function undoes(cause: PostingCause, record: LineRecord): boolean {
  return cause.startsWith("dispute_won") && record.cause === cause.replace("dispute_won", "dispute_lost");
}

/** What is taken back: the newest record of the other sign, one that is on its way before one that a person removed. */
function newestOpposite(live: readonly LineRecord[], deltaCents: number): LineRecord | undefined {
  const opposite = live.filter(({ amountCents }) => Math.sign(amountCents) === -Math.sign(deltaCents));
  return opposite.findLast(({ state }) => state !== "removed") ?? opposite.at(-1);
}

function freshCause(records: readonly LineRecord[], cause: string): string {
  const used = new Set(records.map((record) => record.cause));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? cause : `${cause}#${count}`;
    if (!used.has(name)) return name;
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const DELIVERY_STEPS_MS = [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
/** When a file that was not delivered is tried again, by how often it was tried: soon at first, hourly in the end. */
export function nextDeliveryMs(attempts: number): number {
  return DELIVERY_STEPS_MS[attempts - 1] ?? HOUR_MS;
}

/** A file that is not there after so many tries, or so long, is told to people. */
const TRIES_BEFORE_ALERT = 3;
const DELIVERY_LIMIT_MS = 10 * MINUTE_MS;
export function isDeliveryAlarming(attempts: number, sinceQueuedMs: number): boolean {
  return attempts >= TRIES_BEFORE_ALERT || sinceQueuedMs >= DELIVERY_LIMIT_MS;
}

const CONFIRM_STEPS_MS = [MINUTE_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS];
const CONFIRM_HOURLY_MS = 2 * DAY_MS;
const CONFIRM_GIVE_UP_MS = 90 * DAY_MS;
/** When the matter system is asked again whether it has taken a file in; null when no more. */
export function nextConfirmMs(sinceDeliveredMs: number): number | null {
  if (sinceDeliveredMs >= CONFIRM_GIVE_UP_MS) return null;
  if (sinceDeliveredMs >= CONFIRM_HOURLY_MS) return DAY_MS;
  let passed = 0;
  for (const step of CONFIRM_STEPS_MS) {
    passed += step;
    if (sinceDeliveredMs < passed) return step;
  }
  return HOUR_MS;
}

/** A delivered file that the matter system has not taken in for so long is told to people: its own upload may be waiting for them. */
export function isConfirmationAlarming(sinceDeliveredMs: number): boolean {
  return sinceDeliveredMs >= CONFIRM_HOURLY_MS;
}
