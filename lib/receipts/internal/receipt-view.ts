import type { merchantAccounts } from "@/db/schema/merchant-accounts";
import type { payments, receipts, refunds } from "@/db/schema/payments";
import type { ClientLine } from "@/lib/allocations/model";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import type { OrderLine } from "@/lib/payment-pages/model";
import { isPaymentStatus } from "@/lib/payments/model";
import { invariant } from "@/lib/platform/errors";
import type { ReceiptView } from "../model";

type Refund = Pick<typeof refunds.$inferSelect, "id" | "amountCents" | "doneAt" | "createdAt">;

export type ReceiptRows = {
  receipt: typeof receipts.$inferSelect;
  payment: typeof payments.$inferSelect;
  account: Pick<typeof merchantAccounts.$inferSelect, "kind" | "gateway">;
  /** Of the payment's obligation, as its client may see them. */
  lines: readonly ClientLine[];
  /** What was bought on a page that sells. */
  order: readonly OrderLine[];
  /** Those that went through, oldest first. */
  refunds: readonly Refund[];
};

/** A receipt with what became of its payment. Refunds are numbered in the order in which they came through, so that a number once given stays. */
export function receiptViewOf({ receipt, payment, account, lines, order, refunds: given }: ReceiptRows): ReceiptView {
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
    lines,
    order,
    refunds: given.map(({ id, amountCents: cents, doneAt, createdAt }, index) => ({
      id,
      number: `${receipt.number}-${index + 1}`,
      amountCents: cents,
      doneAt: doneAt ?? createdAt,
    })),
  };
}
