import { and, asc, eq, lte, sql } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import { lookUpHintOf } from "@/lib/gateways/model";
import { gatewayOf } from "@/lib/gateways/registry";
import type { CronResult } from "@/lib/jobs/model";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { reconcileMethods } from "@/lib/methods/reconcile-methods";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { reconcileRefunds } from "@/lib/refunds/reconcile-refunds";
import { reconcileVoids } from "@/lib/voids/reconcile-voids";
import { chargeRequestOf } from "./internal/charge-request";
import { mailUnknownPayments } from "./internal/mail-unknown";
import { recordFinding } from "./internal/record-finding";
import { applyToSource } from "./internal/source-effects";
import { lockPayment, paymentIs } from "./lock-payment";
import { isPaymentStatus } from "./model";
import { noticeUnknownPayments } from "./notice-unknown-payments";
import { recordOutcome } from "./record-outcome";
import { decideRecovery } from "./rules";

const BATCH = 10;
/** Long enough for a batch whose every call waits for its limit; another process may take the rows after it. */
const LEASE_MS = 4 * 60_000;

type Due = typeof payments.$inferSelect;

/**
 * Finishes payments of one firm whose outcome is not known, and follows those in flight to settlement, by asking the gateway with
 * our own reference. Safe to run twice, at once, or late.
 */
export async function reconcilePayments(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  // What falls due while this runs is left to the next run, so that an outage cannot keep one run going.
  const startedAt = ctx.clock.now();
  for (;;) {
    const due = await leaseDue(ctx, startedAt);
    if (due.length === 0) break;
    for (const payment of due) {
      result.examined += 1;
      try {
        if (await reconcilePayment(ctx, payment)) result.done += 1;
        else result.remaining += 1;
      } catch (error) {
        result.failed += 1;
        log().error({ err: error, paymentId: payment.id }, "reconcile failed");
      }
    }
  }
  await mailUnknownPayments(ctx);
  await noticeUnknownPayments(ctx);
  for (const part of [await reconcileRefunds(ctx), await reconcileVoids(ctx), await reconcileMethods(ctx)])
    for (const key of ["examined", "done", "failed", "remaining"] as const) result[key] += part[key];
  return result;
}

/** Takes due rows for this process by moving their next check forward; SKIP LOCKED lets several reconcilers share the work. */
async function leaseDue(ctx: Ctx, dueBy: Date): Promise<Due[]> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), lte(payments.checkAt, dueBy)))
      .orderBy(asc(payments.checkAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      await tx
        .update(payments)
        .set({ checkAt: new Date(now.getTime() + LEASE_MS), checks: sql`${payments.checks} + 1`, askedAt: now })
        .where(paymentIs(ctx, row.id));
    }
    return rows;
  });
}

/** True when the payment's state is now known or moved. */
async function reconcilePayment(ctx: Ctx, payment: Due): Promise<boolean> {
  const { gateway, account } = await inFirm(ctx, (tx) => getGatewayAccount(ctx, tx, payment.accountId));
  const found = await gatewayOf(gateway, ctx).findCharge(account, payment.id, lookUpHintOf(payment));
  if (!isPaymentStatus(payment.status)) throw new Error(`status ${payment.status} is not known`);
  const recovery = decideRecovery({
    status: payment.status,
    found: found.kind,
    sinceSubmitMs: ctx.clock.now().getTime() - (payment.submittedAt ?? payment.createdAt).getTime(),
    checks: payment.checks,
  });
  switch (recovery.kind) {
    case "record":
      return found.kind === "found" && recordFinding(ctx, payment.id, found);
    case "resend": {
      // While money is frozen nothing is sent, not even again.
      if (await isMoneyFrozen(ctx)) {
        await postpone(ctx, payment.id, LEASE_MS);
        return false;
      }
      const outcome = await gatewayOf(gateway, ctx).charge(chargeRequestOf(account, payment));
      await recordOutcome(ctx, payment.id, outcome);
      return outcome.kind !== "unknown";
    }
    case "close":
      await closeNeverTaken(ctx, payment.id);
      return true;
    case "wait":
      await postpone(ctx, payment.id, recovery.afterMs);
      return false;
  }
}

async function closeNeverTaken(ctx: Ctx, paymentId: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    if (payment.status !== "processing" && payment.status !== "unknown") return;
    await tx.update(payments).set({ status: "error", methodToken: "", checkAt: null }).where(paymentIs(ctx, paymentId));
    await applyToSource(ctx, tx, payment, { from: payment.status, to: "error", detail: {} });
    await appendAudit(ctx, tx, {
      action: "payment.never_taken",
      objectType: "payment",
      objectId: paymentId,
      detail: { amountCents: payment.amountCents, currency: payment.currency },
    });
  });
}

async function postpone(ctx: Ctx, paymentId: string, afterMs: number): Promise<void> {
  const checkAt = new Date(ctx.clock.now().getTime() + afterMs);
  await inFirm(ctx, (tx) => tx.update(payments).set({ checkAt }).where(paymentIs(ctx, paymentId)));
}
