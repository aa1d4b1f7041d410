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

/** An invoice of the firm's own. `number` is empty while it is a draft. */
export type FoundInvoice = {
  id: string;
  number: string;
  billTo: string;
  totalCents: number;
  currency: string;
  accountKind: AccountKind;
};

/** The best few of each kind. No invoices where the firm makes none here. */
export type Found = {
  payments: FoundPayment[];
  payers: FoundPayer[];
  links: FoundLink[];
  invoices: FoundInvoice[];
};

export const NOTHING_FOUND: Found = { payments: [], payers: [], links: [], invoices: [] };
