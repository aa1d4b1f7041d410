import { and, asc, desc, eq } from "drizzle-orm";
import { disputes, voids } from "@/db/schema/corrections";
import { invoiceSettings } from "@/db/schema/invoices";
import { payLinks } from "@/db/schema/pay-links";
import { type BillingAddress, payments, refunds } from "@/db/schema/payments";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import { listRefundRequests } from "@/lib/refunds/queries";
import { listEvents } from "./internal/list-events";
import type { DisputeRow, PaymentDetail, RefundRow, VoidRow } from "./model";
import { paymentRowOf, selectPayments } from "./queries";
import { decideVoid, refundableCents } from "./rules";

/** One payment with everything that happened to it, oldest first. @throws AppError forbidden, not_found */
export async function getPayment(ctx: Ctx, paymentId: string): Promise<PaymentDetail> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const rows = await selectPayments(tx).where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
    const found = rows[0];
    if (!found) throw new AppError("not_found", { reason: "payment_unknown" });
    const { payment } = found;
    requireAccount(ctx, payment.accountId);
    const row = paymentRowOf(found);
    const { gateway, attempt, returnCode, submittedAt, askedAt, checkAt } = payment;
    const token = row.receiptNumber ? await findReceiptToken(ctx, tx, paymentId) : null;
    return {
      ...row,
      ...{ gateway, attempt, returnCode, submittedAt, askedAt, checkAt },
      ...(await findWayPaid(ctx, tx, payment.linkId)),
      billingLines: billingLinesOf(payment.billingAddress),
      awaitsPayer: payment.challengeUrl !== "",
      receiptUrl: token ? `/receipt/${token}` : null,
      ...(await listCorrections(ctx, tx, row)),
      events: await listEvents(ctx, tx, payment),
    };
  });
}

/** Where staff find what was paid: a sent link, or the invoice that the link was made for. */
async function findWayPaid(
  ctx: Ctx,
  tx: Tx,
  linkId: string | null,
): Promise<Pick<PaymentDetail, "linkId" | "invoiceId">> {
  if (!linkId) return { linkId: null, invoiceId: null };
  const [link] = await tx
    .select({ invoiceId: payLinks.invoiceId, isInvoicingOn: invoiceSettings.isOn })
    .from(payLinks)
    .leftJoin(invoiceSettings, eq(invoiceSettings.firmId, payLinks.firmId))
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
  if (!link?.invoiceId) return { linkId, invoiceId: null };
  return { linkId: null, invoiceId: link.isInvoicingOn ? link.invoiceId : null };
}

function billingLinesOf(address: BillingAddress | null): string[] {
  if (!address) return [];
  const { line1, line2, city, region, postalCode, country } = address;
  const town = [city, [region, postalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return [line1, line2, town, country].filter((line) => line !== "");
}

type Corrections = Pick<
  PaymentDetail,
  "refunds" | "refundRequests" | "voids" | "disputes" | "refundableCents" | "isVoidable"
>;
type Standing = Pick<PaymentDetail, "id" | "status" | "amountCents" | "refundedCents">;

/** What was given back, taken back or disputed, and what may be still. A void that stands rules out both. */
async function listCorrections(ctx: Ctx, tx: Tx, payment: Standing): Promise<Corrections> {
  const refundRows = await listRefunds(ctx, tx, payment.id);
  const voidRows = await listVoids(ctx, tx, payment.id);
  const underWayCents = refundRows
    .filter((refund) => refund.status === "processing" || refund.status === "unknown")
    .reduce((sum, refund) => sum + refund.amountCents, 0);
  const isBeingVoided = voidRows.some((row) => row.status !== "refused");
  return {
    refunds: refundRows,
    refundRequests: await listRefundRequests(ctx, tx, payment.id),
    voids: voidRows,
    disputes: await listDisputes(ctx, tx, payment.id),
    refundableCents: isBeingVoided ? 0 : refundableCents({ ...payment, underWayCents }),
    isVoidable: !isBeingVoided && decideVoid({ ...payment, underWayCents }).ok,
  };
}

function listRefunds(ctx: Ctx, tx: Tx, paymentId: string): Promise<RefundRow[]> {
  const { id, amountCents, currency, status, reason, refusalCode, createdAt } = refunds;
  return tx
    .select({ id, amountCents, currency, status, reason, refusalCode, createdAt })
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, paymentId)))
    .orderBy(asc(refunds.createdAt));
}

function listVoids(ctx: Ctx, tx: Tx, paymentId: string): Promise<VoidRow[]> {
  const { id, status, reason, refusalCode, createdAt, doneAt } = voids;
  return tx
    .select({ id, status, reason, refusalCode, createdAt, doneAt })
    .from(voids)
    .where(and(eq(voids.firmId, ctx.firmId), eq(voids.paymentId, paymentId)))
    .orderBy(asc(voids.createdAt));
}

/** Newest first. */
function listDisputes(ctx: Ctx, tx: Tx, paymentId: string): Promise<DisputeRow[]> {
  const { gatewayRef, status, amountCents, currency, reason, feeCents, evidenceDueAt, openedAt, closedAt } = disputes;
  return tx
    .select({ gatewayRef, status, amountCents, currency, reason, feeCents, evidenceDueAt, openedAt, closedAt })
    .from(disputes)
    .where(and(eq(disputes.firmId, ctx.firmId), eq(disputes.paymentId, paymentId)))
    .orderBy(desc(disputes.openedAt));
}
