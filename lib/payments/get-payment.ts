import { and, asc, eq, inArray } from "drizzle-orm";
import { mails } from "@/db/schema/effects";
import { payLinkEvents, payLinks } from "@/db/schema/pay-links";
import { paymentEvents, payments, receipts, refunds } from "@/db/schema/payments";
import { users } from "@/db/schema/staff";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import type { PaymentDetail, PaymentEvent, RefundRow } from "./model";
import { paymentRowOf, selectPayments } from "./queries";
import { refundableCents } from "./rules";

/** One payment with everything that happened to it, oldest first. @throws AppError forbidden, not_found */
export async function getPayment(ctx: Ctx, paymentId: string): Promise<PaymentDetail> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const rows = await selectPayments(tx).where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
    const found = rows[0];
    if (!found) throw new AppError("not_found", { reason: "payment_unknown" });
    const { payment } = found;
    requireAccount(ctx, payment.accountId);
    const refundRows = await listRefunds(ctx, tx, paymentId);
    const receipt = await findReceipt(ctx, tx, paymentId);
    const underWayCents = refundRows
      .filter((refund) => refund.status === "processing" || refund.status === "unknown")
      .reduce((sum, refund) => sum + refund.amountCents, 0);
    const row = paymentRowOf(found);
    return {
      ...row,
      gateway: payment.gateway,
      gatewayRef: payment.gatewayRef,
      authCode: payment.authCode,
      clientRef: payment.clientRef,
      linkId: payment.linkId,
      linkNumber: payment.linkId ? await findLinkNumber(ctx, tx, payment.linkId) : null,
      receiptNumber: receipt?.number ?? null,
      receiptUrl: receipt ? `/receipt/${receipt.token}` : null,
      receiptEmails: payment.receiptEmails,
      approvedAt: payment.approvedAt,
      settledAt: payment.settledAt,
      attempt: payment.attempt,
      refunds: refundRows,
      events: await listEvents(ctx, tx, payment),
      refundableCents: refundableCents({ ...row, underWayCents }),
    };
  });
}

async function listRefunds(ctx: Ctx, tx: Tx, paymentId: string): Promise<RefundRow[]> {
  return tx
    .select({
      id: refunds.id,
      amountCents: refunds.amountCents,
      currency: refunds.currency,
      status: refunds.status,
      reason: refunds.reason,
      createdAt: refunds.createdAt,
    })
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, paymentId)))
    .orderBy(asc(refunds.createdAt));
}

async function findReceipt(ctx: Ctx, tx: Tx, paymentId: string): Promise<{ number: string; token: string } | null> {
  const rows = await tx
    .select({ number: receipts.number })
    .from(receipts)
    .where(and(eq(receipts.firmId, ctx.firmId), eq(receipts.paymentId, paymentId)));
  const token = await findReceiptToken(ctx, tx, paymentId);
  const number = rows[0]?.number;
  return number && token ? { number, token } : null;
}

async function findLinkNumber(ctx: Ctx, tx: Tx, linkId: string): Promise<string | null> {
  const rows = await tx
    .select({ number: payLinks.number })
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
  return rows[0]?.number ?? null;
}

/** Moves of the payment, and of earlier attempts on the same obligation, with the link's own events and the mails. */
async function listEvents(ctx: Ctx, tx: Tx, payment: typeof payments.$inferSelect): Promise<PaymentEvent[]> {
  const attempts = await tx
    .select({ id: payments.id, brand: payments.methodBrand, last4: payments.methodLast4 })
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, payment.obligation)));
  const ids = attempts.map((attempt) => attempt.id);
  const moves = await tx
    .select()
    .from(paymentEvents)
    .where(and(eq(paymentEvents.firmId, ctx.firmId), inArray(paymentEvents.paymentId, ids)));
  const ofLink = payment.linkId
    ? await tx
        .select()
        .from(payLinkEvents)
        .where(and(eq(payLinkEvents.firmId, ctx.firmId), eq(payLinkEvents.linkId, payment.linkId)))
    : [];
  const sent = await tx
    .select({
      kind: mails.kind,
      to: mails.toAddress,
      status: mails.status,
      at: mails.sentAt,
      createdAt: mails.createdAt,
    })
    .from(mails)
    .where(and(eq(mails.firmId, ctx.firmId), mailSubject(payment)));
  const names = await listUserNames(ctx, tx);
  const named = (actor: string) => names.get(actor) ?? actor;
  const events: PaymentEvent[] = [
    ...moves
      .filter((move) => move.toStatus !== "created")
      .map((move) => {
        const attempt = attempts.find((candidate) => candidate.id === move.paymentId);
        const method: Record<string, string> = attempt?.last4 ? { brand: attempt.brand, last4: attempt.last4 } : {};
        return {
          at: move.at,
          kind: move.toStatus,
          actorName: named(move.actor),
          detail: { ...method, ...move.detail },
        };
      }),
    ...ofLink.map((event) => ({
      at: event.at,
      kind: `link.${event.kind}`,
      actorName: named(event.actor),
      detail: event.detail,
    })),
    ...sent.map((mail) => ({
      at: mail.at ?? mail.createdAt,
      kind: `mail.${mail.kind}`,
      actorName: "",
      detail: { to: mail.to, status: mail.status },
    })),
  ];
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function mailSubject(payment: typeof payments.$inferSelect) {
  return and(eq(mails.objectType, "payment"), eq(mails.objectId, payment.id));
}

async function listUserNames(ctx: Ctx, tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).where(eq(users.firmId, ctx.firmId));
  return new Map(rows.map((row) => [`user:${row.id}`, row.name]));
}
