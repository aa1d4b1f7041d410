import ReceiptMail from "@/emails/receipt";
import { listClientLines } from "@/lib/allocations/list-client-lines";
import { getFirm } from "@/lib/firms/queries";
import { listOrderLines } from "@/lib/payment-pages/list-order-lines";
import { AppError } from "@/lib/platform/errors";
import { receiptWordsFor } from "@/lib/receipt-texts/rules";
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

/** Money that came back before its receipt went out has none. */
const UNDONE = ["voided", "returned", "declined", "error"];

export const composeReceipt: Composer = async (ctx, tx, payload, locale) => {
  const payment = await loadPayment(ctx, tx, idIn(payload, "paymentId"));
  if (UNDONE.includes(payment.status)) return null;
  const token = await findReceiptToken(ctx, tx, payment.id);
  if (!token) throw new AppError("not_found", { reason: "receipt_unknown" });
  const firm = await getFirm(ctx, tx);
  const account = await loadAccount(ctx, tx, payment.accountId);
  return draftOf(ReceiptMail, {
    locale,
    firm: mailFirmOf(firm),
    isClearing: payment.status === "pending",
    receiptNumber: await loadReceiptNumber(ctx, tx, payment.id),
    paymentNumber: payment.number,
    takenAt: payment.approvedAt ?? payment.createdAt,
    amountCents: payment.amountCents,
    surchargeCents: payment.surchargeCents,
    currency: payment.currency,
    accountKind: account.kind,
    method: { kind: payment.methodKind, brand: payment.methodBrand, last4: payment.methodLast4 },
    authCode: payment.authCode,
    invoiceNumber: payment.invoiceNumber,
    lines: await listClientLines(ctx, tx, {
      obligation: payment.obligation,
      totalCents: payment.amountCents - payment.surchargeCents,
    }),
    order: await listOrderLines(ctx, tx, payment.obligation),
    clientRef: payment.clientRef,
    matterRef: payment.matterRef,
    ...receiptWordsFor(firm, { locale, isHeld: true }),
    url: publicUrl(`/receipt/${token}`, locale),
    isTest: account.isTest,
  });
};
