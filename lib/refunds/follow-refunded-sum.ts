import { and, eq, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { refunds } from "@/db/schema/payments";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { refundableCents } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { completeRefund } from "./record-refund";

type Refund = typeof refunds.$inferSelect;

/** The gateway's sum may have been read before an answer that stands in our books by now; so young an answer is left to the next look. */
const YOUNG_MS = 3_600_000;
/** What a trigger of the database may have against it: a void under way, or more than was paid. */
const REFUSALS = ["void_or_refund", "refunds_within_payment"];

/**
 * Brings our refunds of a payment to the sum that the gateway says it gave back. More than ours: somebody refunded at the gateway
 * itself, which is booked as a refund. Less: one that was promised did not arrive, which is an alert. True when a refund was booked;
 * what the database refuses is left to the comparison of both books, where it is a break.
 */
export async function followRefundedSum(ctx: Ctx, paymentId: string, theirCents: number): Promise<boolean> {
  try {
    return await inFirm(ctx, async (tx) => {
      const payment = await lockPayment(ctx, tx, paymentId);
      const rows = await tx
        .select()
        .from(refunds)
        .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, paymentId)));
      await tellShortfall(ctx, tx, payment, rows, theirCents);
      return bookExcess(ctx, tx, payment, rows, theirCents);
    });
  } catch (error) {
    if (!isRefusedByBooks(error)) throw error;
    log().error({ err: error, paymentId, theirCents }, "a refund made at the gateway cannot be booked");
    return false;
  }
}

async function bookExcess(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  rows: readonly Refund[],
  theirCents: number,
): Promise<boolean> {
  const underWayCents = sumOf(rows, ["processing", "unknown"]);
  const amountCents = theirCents - payment.refundedCents - underWayCents;
  if (amountCents <= 0 || amountCents > refundableCents({ ...payment, underWayCents })) return false;
  if (hasYoungAnswer(ctx, rows, "refused")) return false;
  const now = ctx.clock.now();
  const [refund] = await tx
    .insert(refunds)
    .values({
      firmId: ctx.firmId,
      id: ctx.ids.next("ref"),
      paymentId: payment.id,
      amountCents,
      currency: payment.currency,
      status: "processing",
      reason: "Refunded at the gateway",
      // The same sum seen twice is one refund.
      requestKey: `gateway:${payment.id}:${theirCents}`,
      checkAt: now,
      createdBy: `gateway:${payment.gateway}`,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning();
  if (!refund) return false;
  await completeRefund(ctx, tx, refund, "");
  return true;
}

async function tellShortfall(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  rows: readonly Refund[],
  theirCents: number,
): Promise<void> {
  const subject = { objectType: "payment", objectId: payment.id } as const;
  const missingCents = payment.refundedCents - theirCents;
  if (payment.refundedCents === 0) return;
  if (missingCents <= 0) return clearAlerts(ctx, tx, { ...subject, kinds: ["refund_failed"] });
  if (hasYoungAnswer(ctx, rows, "refunded") || (await wasTold(ctx, tx, payment.id, missingCents))) return;
  const detail = { amountCents: String(missingCents), currency: payment.currency };
  await raiseAlert(ctx, tx, { ...subject, kind: "refund_failed", accountId: payment.accountId, detail });
}

/** A person who has seen to it is not told of the same sum again. */
async function wasTold(ctx: Ctx, tx: Tx, paymentId: string, missingCents: number): Promise<boolean> {
  const rows = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.firmId, ctx.firmId),
        eq(alerts.kind, "refund_failed"),
        eq(alerts.objectType, "payment"),
        eq(alerts.objectId, paymentId),
        sql`${alerts.detail}->>'amountCents' = ${String(missingCents)}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

function hasYoungAnswer(ctx: Ctx, rows: readonly Refund[], status: Refund["status"]): boolean {
  const since = ctx.clock.now().getTime() - YOUNG_MS;
  return rows.some((row) => row.status === status && row.doneAt !== null && row.doneAt.getTime() > since);
}

function sumOf(rows: readonly Refund[], statuses: readonly Refund["status"][]): number {
  return rows.filter(({ status }) => statuses.includes(status)).reduce((sum, row) => sum + row.amountCents, 0);
}

function isRefusedByBooks(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "constraint" in cause && REFUSALS.includes(String(cause.constraint));
}
