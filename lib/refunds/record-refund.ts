import { and, eq } from "drizzle-orm";
import { payments, refunds } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { notifyEndpoints } from "@/lib/event-endpoints/notify-endpoints";
import type { RefundOutcome } from "@/lib/gateways/port";
import { followInvoicePayment } from "@/lib/invoices/follow-invoice-payment";
import { notifyStaff } from "@/lib/notifications/notify-staff";
import { lockPayment, paymentIs } from "@/lib/payments/lock-payment";
import { statusAfterRefund } from "@/lib/payments/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, noteNextMove, type Tx } from "@/lib/platform/tx";
import { applyToPostings } from "@/lib/postings/apply-to-postings";
import { closeLapsedRequest } from "./close-lapsed-request";
import type { RefundResult } from "./model";

type Refund = typeof refunds.$inferSelect;

const RECHECK_MS = 5 * 60_000;
const PENDING_CHECK_MS = 6 * 3_600_000;

/** Writes down the gateway's answer to a refund, once, with the payment's move, receipt mail, history and audit. */
export async function recordRefund(ctx: Ctx, refundId: string, outcome: RefundOutcome): Promise<RefundResult> {
  return inFirm(ctx, async (tx) => {
    const refund = await lockRefund(ctx, tx, refundId);
    if (refund.status === "refunded" || refund.status === "refused") {
      return { kind: refund.status, refundId, refusalCode: refund.refusalCode };
    }
    if (outcome.kind === "refunded") await completeRefund(ctx, tx, refund, outcome.gatewayRef);
    else if (outcome.kind === "refused") await refuse(ctx, tx, refund, outcome.code);
    else if (outcome.kind === "pending") await awaitGateway(ctx, tx, refund, outcome.gatewayRef);
    else {
      const checkAt = new Date(ctx.clock.now().getTime() + RECHECK_MS);
      await tx.update(refunds).set({ status: "unknown", checkAt }).where(refundIs(ctx, refundId));
    }
    const kind = outcome.kind === "pending" ? "processing" : outcome.kind;
    return { kind, refundId, refusalCode: outcome.kind === "refused" ? outcome.code : "" };
  });
}

/** Books money that went back, with the payment's move, the payer's mail, history and audit, in the caller's transaction. */
export async function completeRefund(ctx: Ctx, tx: Tx, refund: Refund, gatewayRef: string): Promise<void> {
  const payment = await lockPayment(ctx, tx, refund.paymentId);
  const refundedCents = payment.refundedCents + refund.amountCents;
  await noteNextMove(tx, {
    amountCents: String(refund.amountCents),
    refundId: refund.id,
    ...(refund.reason ? { reason: refund.reason } : {}),
  });
  const status = statusAfterRefund(payment.status, payment.amountCents, refundedCents);
  await tx.update(payments).set({ refundedCents, status }).where(paymentIs(ctx, payment.id));
  await tx
    .update(refunds)
    .set({ status: "refunded", gatewayRef, doneAt: ctx.clock.now(), checkAt: null })
    .where(refundIs(ctx, refund.id));
  await applyToPostings(ctx, tx, { ...payment, status, refundedCents }, `refund:${refund.id}`);
  await followInvoicePayment(ctx, tx, payment, { to: status, amountCents: refund.amountCents });
  for (const address of payment.receiptEmails) {
    await enqueueMail(ctx, tx, {
      kind: "refund-receipt",
      toAddress: address,
      locale: payment.locale,
      objectType: "payment",
      objectId: payment.id,
      payload: { paymentId: payment.id, refundId: refund.id },
      dedupeKey: `refund:${refund.id}:${address}`,
    });
  }
  const { id: refundId, paymentId } = refund;
  await notifyStaff(ctx, tx, { event: "payment_refunded", paymentId, refundId, accountId: payment.accountId });
  const { amountCents, currency } = refund;
  const data = { status, refundId, amountCents, currency, refundedCents };
  await notifyEndpoints(ctx, tx, { type: "payment.refunded", paymentId, data });
  await closeLapsedRequest(ctx, tx, { id: payment.id, amountCents: payment.amountCents, refundedCents, status });
  await audit(ctx, tx, refund, "refund.done");
}

/** Accepted and on its way: asked for every few hours, because a bank debit's refund takes days and may still fail. */
async function awaitGateway(ctx: Ctx, tx: Tx, refund: Refund, gatewayRef: string): Promise<void> {
  const checkAt = new Date(ctx.clock.now().getTime() + PENDING_CHECK_MS);
  await tx.update(refunds).set({ gatewayRef, checkAt }).where(refundIs(ctx, refund.id));
}

async function refuse(ctx: Ctx, tx: Tx, refund: Refund, refusalCode: string): Promise<void> {
  await tx
    .update(refunds)
    .set({ status: "refused", refusalCode, doneAt: ctx.clock.now(), checkAt: null })
    .where(refundIs(ctx, refund.id));
  await audit(ctx, tx, refund, "refund.refused");
}

async function audit(ctx: Ctx, tx: Tx, refund: Refund, action: string): Promise<void> {
  await appendAudit(ctx, tx, {
    action,
    objectType: "payment",
    objectId: refund.paymentId,
    detail: { refundId: refund.id, amountCents: refund.amountCents, currency: refund.currency, reason: refund.reason },
  });
}

async function lockRefund(ctx: Ctx, tx: Tx, refundId: string): Promise<Refund> {
  // The payment is locked before the refund everywhere, so that two verbs never wait for each other.
  const found = await tx.select({ paymentId: refunds.paymentId }).from(refunds).where(refundIs(ctx, refundId));
  const paymentId = found[0]?.paymentId;
  if (!paymentId) throw new AppError("not_found", { reason: "refund_unknown" });
  await lockPayment(ctx, tx, paymentId);
  const rows = await tx.select().from(refunds).where(refundIs(ctx, refundId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "refund_unknown" });
  return row;
}

function refundIs(ctx: Ctx, refundId: string) {
  return and(eq(refunds.firmId, ctx.firmId), eq(refunds.id, refundId));
}
