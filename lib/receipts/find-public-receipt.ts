import { and, asc, eq } from "drizzle-orm";
import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments, receipts, refunds } from "@/db/schema/payments";
import type { FirmView } from "@/lib/firms/model";
import { firmViewOf } from "@/lib/firms/queries";
import { isPaymentStatus } from "@/lib/payments/model";
import { findInDirectory } from "@/lib/platform/directory";
import { invariant } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import type { ReceiptView } from "./model";

/** What a receipt's token shows, or null for an unknown one. */
export async function findPublicReceipt(
  token: string,
  ip: string,
): Promise<{ receipt: ReceiptView; firm: FirmView } | null> {
  const entry = await findInDirectory("receipt", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, ip);
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ receipt: receipts, payment: payments, account: merchantAccounts, firm: firms })
      .from(receipts)
      .innerJoin(payments, and(eq(payments.firmId, receipts.firmId), eq(payments.id, receipts.paymentId)))
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
      )
      .innerJoin(firms, eq(firms.firmId, receipts.firmId))
      .where(and(eq(receipts.firmId, ctx.firmId), eq(receipts.id, entry.refId)));
    const row = rows[0];
    if (!row) return null;
    const given = await tx
      .select({ amountCents: refunds.amountCents, doneAt: refunds.doneAt })
      .from(refunds)
      .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, row.payment.id), eq(refunds.status, "refunded")))
      .orderBy(asc(refunds.createdAt));
    const { payment, account } = row;
    invariant(isPaymentStatus(payment.status), `status ${payment.status} is known`);
    return {
      firm: firmViewOf(row.firm),
      receipt: {
        number: row.receipt.number,
        paymentNumber: payment.number,
        status: payment.status,
        paidAt: payment.approvedAt ?? payment.createdAt,
        amountCents: payment.amountCents,
        surchargeCents: payment.surchargeCents,
        currency: payment.currency,
        accountKind: account.kind,
        methodBrand: payment.methodBrand,
        methodLast4: payment.methodLast4,
        methodKind: payment.methodKind,
        authCode: payment.authCode,
        payerName: payment.payerName,
        receiptEmails: payment.receiptEmails,
        invoiceNumber: payment.invoiceNumber,
        clientRef: payment.clientRef,
        matterRef: payment.matterRef,
        refunds: given,
      },
    };
  });
}
