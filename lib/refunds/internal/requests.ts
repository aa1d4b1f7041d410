import { and, eq } from "drizzle-orm";
import { refundRequests } from "@/db/schema/refund-requests";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { type LockedPayment, lockPayment } from "@/lib/payments/lock-payment";
import { requireAccount } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

export type RefundRequest = typeof refundRequests.$inferSelect;

/**
 * A request that waits, locked with its payment: of two who decide at once, the second finds it decided. The payment comes first, as
 * everywhere.
 * @throws AppError not_found (refund_request_unknown, account_unknown), conflict (refund_request_decided)
 */
export async function lockWaiting(
  ctx: Ctx,
  tx: Tx,
  requestId: string,
): Promise<{ request: RefundRequest; payment: LockedPayment }> {
  const found = await tx
    .select({ paymentId: refundRequests.paymentId })
    .from(refundRequests)
    .where(requestIs(ctx, requestId));
  const paymentId = found[0]?.paymentId;
  if (!paymentId) throw new AppError("not_found", { reason: "refund_request_unknown" });
  const payment = await lockPayment(ctx, tx, paymentId);
  requireAccount(ctx, payment.accountId);
  const [request] = await tx.select().from(refundRequests).where(requestIs(ctx, requestId)).for("update");
  if (request?.status !== "waiting") throw new AppError("conflict", { reason: "refund_request_decided" });
  return { request, payment };
}

type Decision = { status: Exclude<RefundRequest["status"], "waiting">; note?: string; refundId?: string };

/** Ends a request that is locked and waits: its state, its alert, the audit row. */
export async function closeRequest(ctx: Ctx, tx: Tx, request: RefundRequest, decision: Decision): Promise<void> {
  await tx
    .update(refundRequests)
    .set({ ...decision, decidedBy: actorName(ctx.actor), decidedAt: ctx.clock.now() })
    .where(requestIs(ctx, request.id));
  await clearAlerts(ctx, tx, { objectType: "payment", objectId: request.paymentId, kinds: ["refund_waiting"] });
  await auditRequest(ctx, tx, request, `refund.${decision.status}`, decision);
}

export async function auditRequest(
  ctx: Ctx,
  tx: Tx,
  request: RefundRequest,
  action: string,
  { note = "", refundId }: Partial<Decision> = {},
): Promise<void> {
  const { id: requestId, amountCents, currency, reason, askedBy } = request;
  await appendAudit(ctx, tx, {
    action,
    objectType: "payment",
    objectId: request.paymentId,
    detail: {
      requestId,
      amountCents,
      currency,
      reason,
      askedBy,
      ...(note === "" ? {} : { note }),
      ...(refundId ? { refundId } : {}),
    },
  });
}

function requestIs(ctx: Ctx, requestId: string) {
  return and(eq(refundRequests.firmId, ctx.firmId), eq(refundRequests.id, requestId));
}
