import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/payments";
import RefundReceiptMail from "@/emails/refund-receipt";
import { getFirm } from "@/lib/firms/queries";
import { AppError } from "@/lib/platform/errors";
import { findReceiptToken } from "@/lib/receipts/queries";
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
