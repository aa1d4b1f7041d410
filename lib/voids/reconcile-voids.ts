import { and, asc, eq, lte, sql } from "drizzle-orm";
import { voids } from "@/db/schema/corrections";
import { payments } from "@/db/schema/payments";
import { isMoneyFrozen } from "@/lib/firms/is-money-frozen";
import { lookUpHintOf } from "@/lib/gateways/model";
import type { FindOutcome } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import type { CronResult } from "@/lib/jobs/model";
import { getGatewayAccount } from "@/lib/merchant-accounts/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { recordVoid } from "./record-void";
import { decideVoidRecovery } from "./rules";
import { sendVoid } from "./send-void";

const BATCH = 10;
const LEASE_MS = 4 * 60_000;

type Void = typeof voids.$inferSelect;

/** Finishes voids whose answer was lost: asks what became of the charge first, and sends the void again only while it stands. */
export async function reconcileVoids(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  const startedAt = ctx.clock.now();
  for (;;) {
    const due = await leaseDue(ctx, startedAt);
    if (due.length === 0) return result;
    for (const row of due) {
      result.examined += 1;
      try {
        if (await reconcileVoid(ctx, row)) result.done += 1;
        else result.remaining += 1;
      } catch (error) {
        result.failed += 1;
        log().error({ err: error, voidId: row.id }, "reconcile void failed");
      }
    }
  }
}

async function leaseDue(ctx: Ctx, dueBy: Date): Promise<Void[]> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(voids)
      .where(and(eq(voids.firmId, ctx.firmId), lte(voids.checkAt, dueBy)))
      .orderBy(asc(voids.checkAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    for (const row of rows) {
      await tx
        .update(voids)
        .set({ checkAt: new Date(now.getTime() + LEASE_MS), checks: sql`${voids.checks} + 1` })
        .where(and(eq(voids.firmId, ctx.firmId), eq(voids.id, row.id)));
    }
    return rows;
  });
}

/** Asks what became of one void; true when it is known now. */
export async function reconcileVoid(ctx: Ctx, row: Void): Promise<boolean> {
  const { gateway, account, payment } = await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, row.paymentId)));
    const found = rows[0];
    if (!found) throw new AppError("not_found", { reason: "payment_unknown" });
    return { payment: found, ...(await getGatewayAccount(ctx, tx, found.accountId)) };
  });
  const found = await gatewayOf(gateway, ctx).findCharge(account, payment.id, lookUpHintOf(payment));
  const recovery = decideVoidRecovery({
    charge: standingOf(found),
    sinceAskedMs: ctx.clock.now().getTime() - row.createdAt.getTime(),
  });
  if (recovery.kind === "wait") return false;
  if (recovery.kind !== "send") {
    await recordVoid(ctx, row.id, recovery);
    return true;
  }
  // While money is frozen nothing is sent, not even again.
  if (await isMoneyFrozen(ctx)) return false;
  const order = { voidId: row.id, gateway, account, paymentId: payment.id, gatewayRef: payment.gatewayRef };
  const outcome = await sendVoid(ctx, order);
  await recordVoid(ctx, row.id, outcome);
  return outcome.kind !== "unknown";
}

function standingOf(found: FindOutcome): "voided" | "settled" | "standing" | "gone" | "unknown" {
  if (found.kind !== "found") return found.kind === "absent" ? "gone" : "unknown";
  if (found.reversal?.kind === "voided") return "voided";
  const isSettled = found.outcome.kind === "approved" && found.outcome.settled;
  return isSettled || found.reversal !== null ? "settled" : "standing";
}
