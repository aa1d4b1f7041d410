import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import type { FindOutcome } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm, noteNextMove, type Tx } from "@/lib/platform/tx";
import { type LockedPayment, lockPayment, paymentIs } from "../lock-payment";
import type { PaymentStatus } from "../model";
import { recordOutcome } from "../record-outcome";
import { CLAIM_RELEASED, mayMove, nextCheckMs, nextWatchMs } from "../rules";

type Found = Extract<FindOutcome, { kind: "found" }>;

/**
 * Brings a payment to where the gateway says it is: first the outcome of the charge, then what became of it since (settled, returned,
 * disputed, voided). True when something moved.
 */
export async function recordFinding(ctx: Ctx, paymentId: string, found: Found): Promise<boolean> {
  const before = await inFirm(ctx, (tx) => lockPayment(ctx, tx, paymentId));
  invariant(
    found.amountCents === before.amountCents && found.currency === before.currency,
    `the gateway's amount of ${paymentId} equals ours`,
  );
  if (before.status === "processing" || before.status === "unknown") await recordOutcome(ctx, paymentId, found.outcome);
  if (isMoneyOfNobody(before, found))
    log().error({ paymentId }, "the gateway holds money that our books call never taken");
  return inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    const moved = await followUp(ctx, tx, payment, found);
    if (!moved) await keepWatching(ctx, tx, payment, found);
    return moved || payment.status !== before.status;
  });
}

/** A no that was none: the link may have been paid again since, so that only a person can put it right. */
function isMoneyOfNobody({ status }: LockedPayment, found: Found): boolean {
  const isTaken = found.outcome.kind === "approved" || found.outcome.kind === "pending";
  return (status === "error" || status === "declined") && isTaken && found.reversal === null;
}

async function followUp(ctx: Ctx, tx: Tx, payment: LockedPayment, found: Found): Promise<boolean> {
  const target = statusAt(payment, found);
  if (!target || target.status === payment.status) return false;
  const path = pathTo(payment.status, target.status);
  if (!path) return false;
  await noteNextMove(tx, target.detail);
  const now = ctx.clock.now();
  for (const status of path) {
    await tx
      .update(payments)
      .set({ status, ...(status === "settled" ? { settledAt: now, checks: 0 } : {}) })
      .where(paymentIs(ctx, payment.id));
  }
  await appendAudit(ctx, tx, {
    action: `payment.${target.status}`,
    objectType: "payment",
    objectId: payment.id,
    detail: { amountCents: payment.amountCents, currency: payment.currency, ...target.detail },
  });
  await keepWatching(
    ctx,
    tx,
    { ...payment, status: target.status, checks: target.status === "settled" ? 0 : payment.checks },
    found,
  );
  return true;
}

function statusAt(
  payment: LockedPayment,
  found: Found,
): { status: PaymentStatus; detail: Record<string, string> } | null {
  if (found.reversal?.kind === "returned") return { status: "returned", detail: { code: found.reversal.code } };
  if (found.reversal) return { status: found.reversal.kind, detail: {} };
  if (found.outcome.kind === "approved" && found.outcome.settled)
    return { status: payment.refundedCents > 0 ? "partially_refunded" : "settled", detail: {} };
  return null;
}

/** One step, or two over "settled": a return may be the first we hear since approval. */
function pathTo(from: PaymentStatus, to: PaymentStatus): PaymentStatus[] | null {
  if (mayMove(from, to)) return [to];
  return mayMove(from, "settled") && mayMove("settled", to) ? ["settled", to] : null;
}

async function keepWatching(ctx: Ctx, tx: Tx, payment: LockedPayment, found: Found): Promise<void> {
  const afterMs = lookAgainAfterMs(payment, found);
  const checkAt = afterMs === null ? null : new Date(ctx.clock.now().getTime() + afterMs);
  await tx.update(payments).set({ checkAt }).where(paymentIs(ctx, payment.id));
}

function lookAgainAfterMs({ status, checks }: LockedPayment, found: Found): number | null {
  if (status === "returned" || CLAIM_RELEASED.includes(status)) return null;
  if (status === "processing" || status === "unknown" || status === "pending") return nextCheckMs(checks);
  return nextWatchMs(found.outcome.kind === "approved" && found.outcome.settled, checks);
}
