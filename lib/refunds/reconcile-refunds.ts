import { and, asc, eq, lte, sql } from "drizzle-orm";
import { payments, refunds } from "@/db/schema/payments";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import { gatewayOf } from "@/lib/gateways/registry";
import type { CronResult } from "@/lib/jobs/model";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import { CLOSE_AFTER_MS, RESEND_LIMIT_MS } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { recordRefund } from "./record-refund";

const BATCH = 10;
const LEASE_MS = 4 * 60_000;

/** Finishes refunds whose answer was lost, as `reconcilePayments` does for charges: look up first, send again only with a good key. */
export async function reconcileRefunds(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const startedAt = ctx.clock.now();
  for (;;) {
    const due = await leaseDue(ctx, startedAt);
    if (due.length === 0) return result;
    for (const refund of due) {
      result.examined += 1;
      try {
        if (await reconcileRefund(ctx, refund)) result.done += 1;
        else result.remaining += 1;
      } catch (error) {
        result.failed += 1;
        log().error({ err: error, refundId: refund.id }, "reconcile refund failed");
      }
    }
  }
}

async function leaseDue(ctx: Ctx, dueBy: Date): Promise<(typeof refunds.$inferSelect)[]> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.firmId, ctx.firmId), lte(refunds.checkAt, dueBy)))
      .orderBy(asc(refunds.checkAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      await tx
        .update(refunds)
        .set({ checkAt: new Date(now.getTime() + LEASE_MS), checks: sql`${refunds.checks} + 1` })
        .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.id, row.id)));
    }
    return rows;
  });
}

/** Asks what became of one refund; true when it is known now. */
export async function reconcileRefund(ctx: Ctx, refund: typeof refunds.$inferSelect): Promise<boolean> {
  const { gateway, account, payment } = await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, refund.paymentId)));
    const found = rows[0];
    if (!found) throw new AppError("not_found", { reason: "payment_unknown" });
    return { payment: found, ...(await getGatewayAccount(ctx, tx, found.accountId)) };
  });
  const port = gatewayOf(gateway, ctx);
  const found = await port.findRefund(account, refund.id, { gatewayRef: payment.gatewayRef });
  if (found.kind === "unknown") return false;
  if (found.kind !== "absent") {
    await recordRefund(ctx, refund.id, found);
    return found.kind !== "pending";
  }
  const sinceSubmitMs = ctx.clock.now().getTime() - refund.createdAt.getTime();
  if (sinceSubmitMs >= CLOSE_AFTER_MS) {
    await recordRefund(ctx, refund.id, { kind: "refused", code: "never_arrived" });
    return true;
  }
  if (sinceSubmitMs >= RESEND_LIMIT_MS) return false;
  if (await isMoneyFrozen(ctx)) return false;
  const outcome = await port.refund({
    account,
    reference: refund.id,
    idempotencyKey: `refund:${refund.id}`,
    chargeReference: payment.id,
    gatewayRef: payment.gatewayRef,
    amountCents: refund.amountCents,
    currency: refund.currency,
  });
  await recordRefund(ctx, refund.id, outcome);
  return outcome.kind !== "unknown" && outcome.kind !== "pending";
}
