import { and, asc, eq, type SQL } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments, receipts, refunds } from "@/db/schema/payments";
import { listClientLines } from "@/lib/allocations/list-client-lines";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { isPaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { ReceiptRefund, ReceiptView } from "../model";

type Which = { receiptId: string } | { paymentId: string };

/** A receipt with what became of its payment, or null when there is none. */
export async function loadReceipt(ctx: Ctx, tx: Tx, which: Which): Promise<ReceiptView | null> {
  const is: SQL = "receiptId" in which ? eq(receipts.id, which.receiptId) : eq(receipts.paymentId, which.paymentId);
  const rows = await tx
    .select({ receipt: receipts, payment: payments, account: merchantAccounts })
    .from(receipts)
    .innerJoin(payments, and(eq(payments.firmId, receipts.firmId), eq(payments.id, receipts.paymentId)))
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
    )
    .where(and(eq(receipts.firmId, ctx.firmId), is));
  const row = rows[0];
  if (!row) return null;
  const { receipt, payment, account } = row;
  const { status, amountCents, surchargeCents, currency, locale } = payment;
  invariant(isPaymentStatus(status), `status ${status} is known`);
  const { methodBrand, methodLast4, methodKind, authCode, payerName, receiptEmails } = payment;
  const { invoiceNumber, clientRef, matterRef } = payment;
  return {
    number: receipt.number,
    paymentId: payment.id,
    paymentNumber: payment.number,
    madeAt: receipt.createdAt,
    paidAt: payment.approvedAt ?? payment.createdAt,
    ...{ status, amountCents, surchargeCents, currency },
    accountKind: account.kind,
    isTest: account.gateway === "sandbox",
    ...{ methodBrand, methodLast4, methodKind, authCode, payerName, receiptEmails },
    locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
    ...{ invoiceNumber, clientRef, matterRef },
    lines: await listClientLines(ctx, tx, {
      obligation: payment.obligation,
      totalCents: amountCents - surchargeCents,
    }),
    refunds: await listDone(ctx, tx, payment.id, receipt.number),
  };
}

/** Refunds are numbered in the order in which they came through, so that a number once given stays. */
async function listDone(ctx: Ctx, tx: Tx, paymentId: string, number: string): Promise<ReceiptRefund[]> {
  const rows = await tx
    .select({ id: refunds.id, amountCents: refunds.amountCents, doneAt: refunds.doneAt, createdAt: refunds.createdAt })
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, paymentId), eq(refunds.status, "refunded")))
    .orderBy(asc(refunds.doneAt), asc(refunds.id));
  return rows.map(({ id, amountCents, doneAt, createdAt }, index) => ({
    id,
    number: `${number}-${index + 1}`,
    amountCents,
    doneAt: doneAt ?? createdAt,
  }));
}
