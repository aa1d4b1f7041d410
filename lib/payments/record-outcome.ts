import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import type { ChargeOutcome } from "@/lib/gateways/port";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, noteNextMove, type Tx } from "@/lib/platform/tx";
import { issueReceipt } from "@/lib/receipts/issue-receipt";
import { chargeResultOf } from "./internal/result";
import { applyToSource } from "./internal/source-effects";
import { type LockedPayment, lockPayment, paymentIs } from "./lock-payment";
import type { ChargeResult } from "./model";
import { nextCheckMs, nextWatchMs } from "./rules";

type Taken = Extract<ChargeOutcome, { kind: "approved" | "pending" }>;

/**
 * Writes down what the gateway said, once, with everything that follows from it (receipt, mail, the link's closing, history, audit)
 * in one transaction. Called by the charge itself and by recovery; whoever comes second finds the work done.
 */
export async function recordOutcome(ctx: Ctx, paymentId: string, outcome: ChargeOutcome): Promise<ChargeResult> {
  return inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    const isOpen = payment.status === "processing" || payment.status === "unknown";
    return isOpen ? applyOutcome(ctx, tx, payment, outcome) : chargeResultOf(ctx, tx, payment);
  });
}

async function applyOutcome(ctx: Ctx, tx: Tx, payment: LockedPayment, outcome: ChargeOutcome): Promise<ChargeResult> {
  switch (outcome.kind) {
    case "approved":
    case "pending":
      return takeMoney(ctx, tx, payment, outcome);
    case "declined":
      return decline(ctx, tx, payment, outcome);
    case "requires_action":
      return awaitAction(ctx, tx, payment, outcome);
    case "unknown":
      return leaveUnknown(ctx, tx, payment, outcome.detail);
  }
}

async function takeMoney(ctx: Ctx, tx: Tx, payment: LockedPayment, outcome: Taken): Promise<ChargeResult> {
  const now = ctx.clock.now();
  const authCode = outcome.kind === "approved" ? (outcome.authCode ?? "") : "";
  await noteNextMove(tx, authCode ? { authCode } : {});
  const taken = {
    gatewayRef: outcome.gatewayRef,
    methodKind: outcome.method.kind,
    methodBrand: outcome.method.brand,
    methodLast4: outcome.method.last4,
    methodFunding: outcome.method.funding ?? "",
    authCode,
    challengeUrl: "",
    // With a definite answer nothing is ever sent again: no copy of a kept method's token outlives its removal.
    methodToken: "",
    checks: 0,
  };
  // What becomes of it comes later; recovery asks for it from here on.
  const lookAfter = (ms: number | null) => ({ checkAt: ms === null ? null : new Date(now.getTime() + ms) });
  if (outcome.kind === "approved") {
    await tx
      .update(payments)
      .set({ ...taken, ...lookAfter(nextWatchMs(outcome.settled, 0)), status: "approved", approvedAt: now })
      .where(paymentIs(ctx, payment.id));
    if (outcome.settled) {
      await tx.update(payments).set({ status: "settled", settledAt: now }).where(paymentIs(ctx, payment.id));
    }
  } else {
    await tx
      .update(payments)
      .set({ ...taken, ...lookAfter(nextCheckMs(0)), status: "pending" })
      .where(paymentIs(ctx, payment.id));
  }
  await applyToSource(ctx, tx, payment, { from: payment.status, to: outcome.kind, detail: {} });
  const receiptToken = await issueReceipt(ctx, tx, payment);
  await appendAudit(ctx, tx, {
    action: `payment.${outcome.kind}`,
    objectType: "payment",
    objectId: payment.id,
    detail: {
      amountCents: payment.amountCents,
      currency: payment.currency,
      accountId: payment.accountId,
      source: payment.source,
    },
  });
  return { kind: outcome.kind, paymentId: payment.id, receiptToken };
}

async function decline(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  outcome: Extract<ChargeOutcome, { kind: "declined" }>,
): Promise<ChargeResult> {
  await noteNextMove(tx, { code: outcome.code, retry: outcome.retry });
  const method = outcome.method
    ? { methodKind: outcome.method.kind, methodBrand: outcome.method.brand, methodLast4: outcome.method.last4 }
    : {};
  await tx
    .update(payments)
    .set({
      ...method,
      status: "declined",
      declineCode: outcome.code,
      gatewayRef: outcome.gatewayRef ?? "",
      challengeUrl: "",
      methodToken: "",
      checkAt: null,
    })
    .where(paymentIs(ctx, payment.id));
  await applyToSource(ctx, tx, payment, {
    from: payment.status,
    to: "declined",
    detail: { code: outcome.code, retry: outcome.retry },
  });
  await appendAudit(ctx, tx, {
    action: "payment.declined",
    objectType: "payment",
    objectId: payment.id,
    detail: { amountCents: payment.amountCents, code: outcome.code },
  });
  return { kind: "declined", paymentId: payment.id, declineCode: outcome.code };
}

/** The payer must prove who they are; the claim stays, and recovery learns how it ended if the page is closed. */
async function awaitAction(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  outcome: Extract<ChargeOutcome, { kind: "requires_action" }>,
): Promise<ChargeResult> {
  await tx
    .update(payments)
    .set({
      gatewayRef: outcome.gatewayRef,
      challengeUrl: outcome.challengeUrl,
      methodKind: outcome.method.kind,
      methodBrand: outcome.method.brand,
      methodLast4: outcome.method.last4,
      checkAt: new Date(ctx.clock.now().getTime() + nextCheckMs(2)),
    })
    .where(paymentIs(ctx, payment.id));
  return { kind: "requires_action", paymentId: payment.id, challengeUrl: outcome.challengeUrl };
}

async function leaveUnknown(ctx: Ctx, tx: Tx, payment: LockedPayment, detail: string): Promise<ChargeResult> {
  const checkAt = new Date(ctx.clock.now().getTime() + nextCheckMs(payment.checks));
  await noteNextMove(tx, { detail });
  await tx.update(payments).set({ status: "unknown", checkAt }).where(paymentIs(ctx, payment.id));
  return chargeResultOf(ctx, tx, { ...payment, status: "unknown" });
}
