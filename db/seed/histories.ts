import type { PaymentStatus } from "@/lib/payments/model";
import { addBankDays } from "./calendar";
import { DECLINES } from "./declines";
import type { SeedFirm } from "./firms";
import { takerOf } from "./makers";
import type { Random } from "./random";
import type { Attempt, LedgerEntry, Placed, SeedRefund } from "./story";
import { Timeline } from "./timeline";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const REASONS = ["Paid twice", "Fee reduced", "Unused retainer returned", "Billed in error", "Matter closed", ""];

/** Who asks the gateway what became of a payment. */
const FOLLOWER = "system:reconcile";

/** Tells what happened to an attempt from its making to now, as the charge, the reconciler and staff would have written it. */
export function tellHistory(random: Random, firm: SeedFirm, placed: Placed, now: Date): Attempt {
  const line = new Timeline(placed);
  const answeredAt = after(placed.createdAt, random.int(900, 3_200));
  const ledger: LedgerEntry = {
    chargeId: `sbx_ch_${random.text(24)}`,
    state: "declined",
    nextState: "",
    nextAt: null,
    testMethod: placed.method.testMethod,
    declineCode: "",
    returnCode: "",
  };
  const attempt: Attempt = {
    ...placed,
    status: "processing",
    moves: [],
    refunds: [],
    refundedCents: 0,
    takenAt: null,
    approvedAt: null,
    settledAt: null,
    authCode: "",
    checkAt: null,
    checks: 0,
    ledger,
  };
  const code = placed.declineCode ?? "card_declined";
  switch (placed.fate) {
    case "declined":
      line.move("declined", answeredAt, placed.createdBy, { code, retry: DECLINES[code].retry });
      Object.assign(ledger, { declineCode: code, testMethod: DECLINES[code].testMethod });
      break;
    case "unknown":
      // The answer was lost, and it was a no: the gateway's books hold the decline, ours learn of it at the next look.
      line.move("unknown", after(placed.createdAt, 8_000), placed.createdBy, {
        detail: "The gateway did not answer within 8000 ms.",
      });
      Object.assign(ledger, { declineCode: "insufficient_funds", testMethod: DECLINES.insufficient_funds.testMethod });
      Object.assign(attempt, { checks: 4, checkAt: after(now, 20 * HOUR_MS) });
      break;
    default:
      Object.assign(attempt, { takenAt: answeredAt });
      if (placed.method.kind === "card") approve(random, line, attempt, answeredAt);
      else accept(line, attempt, answeredAt);
      tellRest(random, firm, line, attempt, { answeredAt, now });
  }
  return { ...attempt, status: line.status, moves: line.moves };
}

function approve(random: Random, line: Timeline, attempt: Attempt, at: Date): void {
  const authCode = random.text(6).toUpperCase();
  line.move("approved", at, attempt.createdBy, { authCode });
  Object.assign(attempt, { authCode, approvedAt: at });
  attempt.ledger.state = "approved";
}

function accept(line: Timeline, attempt: Attempt, at: Date): void {
  line.move("pending", at, attempt.createdBy);
  attempt.ledger.state = "pending";
}

type Times = { answeredAt: Date; now: Date };

function tellRest(random: Random, firm: SeedFirm, line: Timeline, attempt: Attempt, times: Times): void {
  const { answeredAt } = times;
  switch (attempt.fate) {
    case "voided":
      line.move("voided", after(answeredAt, random.int(10, 90) * MINUTE_MS), `user:${takerOf(random, firm)}`);
      attempt.ledger.state = "voided";
      return;
    case "returned":
      sendBack(random, line, attempt, times);
      return;
    case "refunded":
    case "partially_refunded":
      refund(random, firm, line, attempt, times);
      return;
    case "disputed":
    case "dispute_lost":
    case "dispute_won":
      dispute(random, line, attempt, times);
      return;
    default:
      settle(random, line, attempt, times);
  }
}

/** Cards settle a day after approval, bank payments after three working days; the reconciler sees it when it next looks. */
function settle(random: Random, line: Timeline, attempt: Attempt, { answeredAt, now }: Times): void {
  const clearsAt = attempt.method.kind === "card" ? after(answeredAt, DAY_MS) : addBankDays(answeredAt, 3);
  const seenAt = after(clearsAt, random.int(5_000, 280_000));
  if (seenAt < now) {
    line.move("settled", seenAt, FOLLOWER);
    attempt.settledAt = seenAt;
    attempt.ledger.state = "settled";
    return;
  }
  // Both books still wait; if the gateway's moment has just passed, it shows once either of them looks.
  attempt.checkAt = seenAt;
  Object.assign(attempt.ledger, { nextState: "settled", nextAt: clearsAt });
}

function sendBack(random: Random, line: Timeline, attempt: Attempt, times: Times): void {
  const returnCode = random.pick(["R01", "R01", "R02"]);
  const isLate = random.chance(0.3);
  if (isLate) settle(random, line, attempt, times);
  const at = after(attempt.settledAt ?? times.answeredAt, random.int(30, 90) * HOUR_MS);
  line.move("returned", at, FOLLOWER, { code: returnCode });
  Object.assign(attempt.ledger, {
    state: "returned",
    nextState: "",
    nextAt: null,
    returnCode,
    testMethod: `bank-${returnCode.toLowerCase()}`,
  });
}

function refund(random: Random, firm: SeedFirm, line: Timeline, attempt: Attempt, times: Times): void {
  const { kind, holdDays } = attempt.account;
  // Trust money goes back only once it has cleared.
  const isEarly = attempt.method.kind === "card" && random.chance(0.3) && kind !== "trust";
  if (!isEarly) settle(random, line, attempt, times);
  attempt.ledger.state = "settled";
  const reason = random.pick(REASONS);
  let at = after(attempt.settledAt ?? times.answeredAt, holdDays * DAY_MS);
  const refunds = splitRefund(random, attempt).map((amountCents): SeedRefund => {
    at = whileDeskIsOpen(after(at, random.int(2, isEarly ? 9 : 100) * HOUR_MS));
    return {
      id: random.id("ref", at),
      gatewayRef: `sbx_re_${random.text(24)}`,
      amountCents,
      reason,
      actor: `user:${takerOf(random, firm)}`,
      at,
    };
  });
  for (const one of refunds) {
    attempt.refundedCents += one.amountCents;
    const status: PaymentStatus = attempt.refundedCents === attempt.amountCents ? "refunded" : "partially_refunded";
    const detail = { amountCents: String(one.amountCents), refundId: one.id, ...(reason ? { reason } : {}) };
    // As the trigger does: a second partial refund is no move.
    if (status !== line.status) line.move(status, after(one.at, 1_400), one.actor, detail);
  }
  attempt.refunds = refunds;
}

function splitRefund(random: Random, { fate, amountCents }: Attempt): number[] {
  const part = Math.max(1, Math.round((amountCents * random.int(10, 55)) / 10_000) * 100);
  if (fate === "refunded") return random.chance(0.2) ? [part, amountCents - part] : [amountCents];
  return random.chance(0.15) ? [part, Math.round(part / 2)] : [part];
}

function dispute(random: Random, line: Timeline, attempt: Attempt, times: Times): void {
  settle(random, line, attempt, times);
  const openedAt = after(attempt.settledAt ?? times.answeredAt, random.int(5, 25) * DAY_MS + random.int(0, DAY_MS));
  const detail = { amountCents: String(attempt.amountCents), reason: "fraudulent" };
  line.move("disputed", openedAt, FOLLOWER, detail);
  Object.assign(attempt.ledger, { state: "disputed", testMethod: "disputed" });
  if (attempt.fate === "disputed") return;
  const decidedAt = after(openedAt, random.int(20, 35) * DAY_MS);
  if (attempt.fate === "dispute_lost") {
    line.move("dispute_lost", decidedAt, FOLLOWER, detail);
    return;
  }
  line.move("settled", decidedAt, FOLLOWER, { dispute: "won" });
  attempt.settledAt = decidedAt;
  Object.assign(attempt.ledger, { state: "settled", testMethod: attempt.method.testMethod });
}

/** The same minute between 15:00 and 20:59 UTC, when both firms are at work: staff refund by day. */
function whileDeskIsOpen(at: Date): Date {
  const hour = at.getUTCHours();
  return hour >= 15 && hour < 21 ? at : after(at, ((15 - hour + 24) % 24) * HOUR_MS);
}

function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
