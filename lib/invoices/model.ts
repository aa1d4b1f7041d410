import type { Locale } from "@/lib/i18n/model";

/** Pure words and view types of invoices. Amounts are integer minor units of `currency`; days are ISO dates. */

export const INVOICE_STATUSES = [
  "draft",
  "sent",
  "viewed",
  "part_paid",
  "paid",
  "overdue",
  "written_off",
  "cancelled",
] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const INVOICE_VIEWS = ["open", ...INVOICE_STATUSES, "all"] as const;
/** `open`: sent, and something may still be asked for. */
export type InvoiceView = (typeof INVOICE_VIEWS)[number];

/** How late what is open is, by the due date on the firm's day. */
export const INVOICE_AGES = ["not_due", "late_1_30", "late_31_60", "late_61_90", "late_over_90"] as const;
export type InvoiceAge = (typeof INVOICE_AGES)[number];

/** How a firm makes invoices. */
export type InvoiceSettings = {
  isOn: boolean;
  /** "INV-{year}-{number}". */
  numberPattern: string;
  termsDays: number;
  taxName: string;
  /** Thousandths of a percent: 8875 is 8.875 %. */
  taxThousandths: number;
  notes: string;
  /** Clients may pay a part. */
  allowsParts: boolean;
  /** Days after the due day; negative before it. */
  reminderDays: number[];
};

export const INVOICES_OFF: InvoiceSettings = {
  isOn: false,
  numberPattern: "INV-{year}-{number}",
  termsDays: 30,
  taxName: "",
  taxThousandths: 0,
  notes: "",
  allowsParts: true,
  reminderDays: [0, 7, 30],
};

/** What a firm charges for again and again. */
export type InvoiceItem = { id: string; description: string; unitPriceCents: number; isTaxable: boolean };

/** What is said of a line. */
export type LineFacts = {
  description: string;
  quantityHundredths: number;
  unitPriceCents: number;
  discountBasisPoints: number;
  isTaxable: boolean;
  itemId: string | null;
};

/** What comes of it: `grossCents` less `discountCents` is what the tax is taken of. */
export type LineSums = { grossCents: number; discountCents: number; taxCents: number };

export type InvoiceLine = LineFacts & LineSums;

export type InvoiceSums = LineSums & { totalCents: number };

export type InvoiceRow = InvoiceSums & {
  id: string;
  /** Empty while it is a draft. */
  number: string;
  status: InvoiceStatus;
  accountId: string;
  accountName: string;
  accountKind: "operating" | "trust";
  currency: string;
  payerId: string | null;
  billTo: string;
  recipientEmails: string[];
  clientRef: string;
  matterRef: string;
  issueDate: string;
  dueDate: string;
  paidCents: number;
  /** Bank debits that were accepted and have not settled. */
  inTransitCents: number;
  /** What may be asked for now. */
  balanceCents: number;
  createdAt: Date;
  sentAt: Date | null;
  viewedAt: Date | null;
};

export type InvoiceAttachment = { id: string; fileName: string; sizeBytes: number };

export type InvoiceEvent = {
  id: number;
  kind: string;
  /** Of staff; else empty. */
  actorName: string;
  detail: Record<string, string>;
  at: Date;
};

export type InvoiceDetail = InvoiceRow & {
  billToAddress: string;
  termsDays: number;
  notes: string;
  locale: Locale;
  taxName: string;
  taxThousandths: number;
  revision: number;
  isReminderOff: boolean;
  lines: InvoiceLine[];
  attachments: InvoiceAttachment[];
  /** Newest first. */
  events: InvoiceEvent[];
  /** Of its public page; null while it is a draft, and for who may not hand it out. */
  token: string | null;
};

/** What a printed or shown invoice says: to staff, to its client, on paper. */
export type InvoiceSheetFacts = Pick<
  InvoiceDetail,
  | keyof InvoiceSums
  | "number"
  | "status"
  | "currency"
  | "billTo"
  | "billToAddress"
  | "clientRef"
  | "matterRef"
  | "issueDate"
  | "dueDate"
  | "termsDays"
  | "paidCents"
  | "inTransitCents"
  | "balanceCents"
  | "notes"
  | "taxName"
  | "taxThousandths"
  | "accountKind"
  | "locale"
  | "lines"
>;

/** What the token of an invoice opens. */
export type PublicInvoice = InvoiceSheetFacts & {
  id: string;
  firmId: string;
  attachments: InvoiceAttachment[];
  /** Of the link by which the rest is paid; null when there is none. */
  payToken: string | null;
};

/** One line of the aging report: what one payer owes of one currency, by age. */
export type AgingRow = {
  billTo: string;
  payerId: string | null;
  currency: string;
  count: number;
  cents: Record<InvoiceAge, number>;
  totalCents: number;
};
