import { and, eq, lt, or, sum } from "drizzle-orm";
import { refunds } from "@/db/schema/payments";
import RefundReceiptMail from "@/emails/refund-receipt";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import { surchargeOfRefund } from "@/lib/surcharges/rules";
import {
  type Composer,
  draftOf,
  idIn,
  loadAccount,
  loadPayment,
  loadReceiptNumber,
  mailFirmOf,
  publicUrl,
} from "./parts";

export const composeRefundReceipt: Composer = async (ctx, tx, payload, locale) => {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  const rows = await tx
    .select()
    .from(refunds)
    .where(
      and(eq(refunds.firmId, ctx.firmId), eq(refunds.id, idIn(payload, "refundId")), eq(refunds.paymentId, payment.id)),
    );
  const refund = rows[0];
  const token = await findReceiptToken(ctx, tx, payment.id);
  if (!refund || !token) throw new AppError("not_found", { reason: "refund_unknown" });
  const account = await loadAccount(ctx, tx, payment.accountId);
  return draftOf(RefundReceiptMail, {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    refundedCents: refund.amountCents,
    refundedAt: refund.doneAt ?? refund.createdAt,
    surchargeCents: await surchargeShare(ctx, tx, payment, refund),
    paidCents: payment.amountCents,
    paymentNumber: payment.number,
    receiptNumber: await loadReceiptNumber(ctx, tx, payment.id),
    currency: refund.currency,
    accountKind: account.kind,
    method: { kind: payment.methodKind, brand: payment.methodBrand, last4: payment.methodLast4 },
    invoiceNumber: payment.invoiceNumber,
    clientRef: payment.clientRef,
    matterRef: payment.matterRef,
    url: publicUrl(`/receipt/${token}`, locale),
    isTest: account.isTest,
  });
};

type Payment = { id: string; amountCents: number; surchargeCents: number };

/** What of the refund is surcharge (S6); which of several refunds bears a cent more is told by their order. */
async function surchargeShare(
  ctx: Ctx,
  tx: Tx,
  payment: Payment,
  refund: typeof refunds.$inferSelect,
): Promise<number> {
  if (payment.surchargeCents === 0) return 0;
  const at = refund.doneAt ?? refund.createdAt;
  const rows = await tx
    .select({ cents: sum(refunds.amountCents).mapWith(Number) })
    .from(refunds)
    .where(
      and(
        eq(refunds.firmId, ctx.firmId),
        eq(refunds.paymentId, payment.id),
        eq(refunds.status, "refunded"),
        or(lt(refunds.doneAt, at), and(eq(refunds.doneAt, at), lt(refunds.id, refund.id))),
      ),
    );
  return surchargeOfRefund(payment, rows[0]?.cents ?? 0, refund.amountCents);
}
