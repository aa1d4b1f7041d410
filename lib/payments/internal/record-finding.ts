import { payments } from "@/db/schema/payments";
import type { FindOutcome } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { followRefundedSum } from "@/lib/refunds/follow-refunded-sum";
import { chargeTrustFee } from "@/lib/trust/charge-trust-fee";
import { type LockedPayment, lockPayment, paymentIs } from "../lock-payment";
import type { PaymentStatus } from "../model";
import { type Move, movePayment } from "../move-payment";
import { recordOutcome } from "../record-outcome";
import { CLAIM_RELEASED, nextCheckMs, nextDisputeLookMs, nextWatchMs } from "../rules";
import { followDisputes, moveByDisputes } from "./follow-disputes";
import { tellMoneyOfNobody } from "./tell-money-of-nobody";

type Found = Extract<FindOutcome, { kind: "found" }>;

/**
 * Brings a payment to where the gateway says it is: first the outcome of the charge, then what became of it since (settled, returned,
 * disputed, voided, refunded at the gateway itself). True when something moved.
 */
export async function recordFinding(ctx: Ctx, paymentId: string, found: Found): Promise<boolean> {
  const before = await inFirm(ctx, (tx) => lockPayment(ctx, tx, paymentId));
  invariant(
    found.amountCents === before.amountCents && found.currency === before.currency,
    `the gateway's amount of ${paymentId} equals ours`,
  );
  if (before.status === "processing" || before.status === "unknown") await recordOutcome(ctx, paymentId, found.outcome);
  const hasMoved = await inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    await tellMoneyOfNobody(ctx, tx, payment, found);
    const moved = await followUp(ctx, tx, payment, found);
    if (!moved) await keepWatching(ctx, tx, payment, found);
    return moved || payment.status !== before.status;
  });
  const isRefunded = found.refundedCents > 0 || before.refundedCents > 0;
  return (isRefunded && (await followRefundedSum(ctx, paymentId, found.refundedCents))) || hasMoved;
}

async function followUp(ctx: Ctx, tx: Tx, payment: LockedPayment, found: Found): Promise<boolean> {
  if (CLAIM_RELEASED.includes(payment.status)) return false;
  await noteStanding(ctx, tx, payment, found);
  if (!(await followDisputes(ctx, tx, payment, found.disputes))) return false;
  const move = moveTo(payment, found);
  if (!move || !(await movePayment(ctx, tx, payment, move))) return false;
  const checks = move.to === "settled" ? 0 : payment.checks;
  await keepWatching(ctx, tx, { ...payment, status: move.to, checks }, found);
  return true;
}

/** What is no move of its own: the gateway's fee, and that money refunded in part before it settled has settled now. */
async function noteStanding(ctx: Ctx, tx: Tx, payment: LockedPayment, found: Found): Promise<void> {
  const { feeCents, outcome } = found;
  if (feeCents !== null && feeCents !== payment.feeCents) {
    await tx.update(payments).set({ feeCents }).where(paymentIs(ctx, payment.id));
    await chargeTrustFee(ctx, tx, payment, feeCents);
  }
  const isRefunded = payment.status === "partially_refunded" || payment.status === "refunded";
  if (isRefunded && payment.settledAt === null && outcome.kind === "approved" && outcome.settled)
    await tx.update(payments).set({ settledAt: ctx.clock.now() }).where(paymentIs(ctx, payment.id));
}

function moveTo(payment: LockedPayment, { reversal, disputes, outcome }: Found): Move | null {
  if (reversal?.kind === "returned") return { to: "returned", detail: { code: reversal.code } };
  if (reversal) return { to: "voided", detail: {} };
  const disputed = moveByDisputes(disputes);
  if (disputed) return disputed;
  // A gateway never forgets a dispute: a reading without any is older than what stands.
  if (disputes.length === 0 && (payment.status === "disputed" || payment.status === "dispute_lost")) return null;
  if (outcome.kind !== "approved" || !outcome.settled) return null;
  return { to: standingStatus(payment), detail: disputes.length > 0 ? { dispute: "won" } : {} };
}

/** Where settled money stands by its refunds alone. */
function standingStatus({ amountCents, refundedCents }: LockedPayment): PaymentStatus {
  if (refundedCents === 0) return "settled";
  return refundedCents < amountCents ? "partially_refunded" : "refunded";
}

async function keepWatching(ctx: Ctx, tx: Tx, payment: LockedPayment, found: Found): Promise<void> {
  const afterMs = lookAgainAfterMs(payment, found);
  const checkAt = afterMs === null ? null : new Date(ctx.clock.now().getTime() + afterMs);
  await tx.update(payments).set({ checkAt }).where(paymentIs(ctx, payment.id));
}

function lookAgainAfterMs({ status, checks }: LockedPayment, found: Found): number | null {
  if (status === "returned" || CLAIM_RELEASED.includes(status)) return null;
  if (status === "processing" || status === "unknown" || status === "pending") return nextCheckMs(checks);
  if (status === "disputed") return nextDisputeLookMs(checks);
  return nextWatchMs(found.outcome.kind === "approved" && found.outcome.settled, checks);
}
