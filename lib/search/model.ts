/** What the global search finds. Amounts are integer minor units of `currency`. */
import type { AccountKind, PaymentStatus } from "@/lib/payments/model";

export type FoundPayment = {
  id: string;
  number: string;
  payerName: string;
  invoiceNumber: string;
  amountCents: number;
  currency: string;
  status: PaymentStatus;
  accountKind: AccountKind;
  createdAt: Date;
};

export type FoundPayer = { id: string; name: string; emails: string[] };

export type FoundLink = {
  id: string;
  number: string;
  recipientName: string;
  invoiceNumber: string;
  amountCents: number;
  currency: string;
  accountKind: AccountKind;
};

/** The best few of each kind. */
export type Found = { payments: FoundPayment[]; payers: FoundPayer[]; links: FoundLink[] };
