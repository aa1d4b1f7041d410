import type { AccountKind, PaymentStatus } from "@/lib/payments/model";

/** What a receipt says (R1, R2: never more than the last four digits, never an expiry date). Amounts in minor units of `currency`. */
export type ReceiptView = {
  number: string;
  paymentNumber: string;
  status: PaymentStatus;
  paidAt: Date;
  amountCents: number;
  /** The part of `amountCents` that is a card surcharge; 0 for none. */
  surchargeCents: number;
  currency: string;
  accountKind: AccountKind;
  methodBrand: string;
  methodLast4: string;
  methodKind: string;
  authCode: string;
  payerName: string;
  receiptEmails: string[];
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  refunds: { amountCents: number; doneAt: Date | null }[];
};
