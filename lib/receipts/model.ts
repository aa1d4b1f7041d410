import type { ClientLine } from "@/lib/allocations/model";
import type { Locale } from "@/lib/i18n/model";
import type { OrderLine } from "@/lib/payment-pages/model";
import type { AccountKind, PaymentStatus } from "@/lib/payments/model";

/** Money that went back; `number` is the refund's own receipt ("R-2026-000123-1"). Minor units of the receipt's currency. */
export type ReceiptRefund = { id: string; number: string; amountCents: number; doneAt: Date };

/** What a receipt says (R1, R2: never more than the last four digits, never an expiry date). Amounts in minor units of `currency`. */
export type ReceiptView = {
  number: string;
  paymentId: string;
  paymentNumber: string;
  status: PaymentStatus;
  /** When the receipt was made. */
  madeAt: Date;
  paidAt: Date;
  amountCents: number;
  /** The part of `amountCents` that is a card surcharge; 0 for none. */
  surchargeCents: number;
  currency: string;
  accountKind: AccountKind;
  /** At an account where no real money moves. */
  isTest: boolean;
  methodBrand: string;
  methodLast4: string;
  methodKind: string;
  authCode: string;
  payerName: string;
  /** The payer's language. */
  locale: Locale;
  receiptEmails: string[];
  invoiceNumber: string;
  /** Of money spread over items of the matter system: what was paid, line by line, without the surcharge. */
  lines: readonly ClientLine[];
  /** What was bought on a page that sells; it adds up to the amount without the surcharge. */
  order: readonly OrderLine[];
  clientRef: string;
  matterRef: string;
  /** Those that went through, oldest first. */
  refunds: ReceiptRefund[];
};

/** A file as it is handed out or attached. */
export type ReceiptFile = { fileName: string; bytes: Uint8Array };
