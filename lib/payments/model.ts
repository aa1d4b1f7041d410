/** Pure words and view types of payments. Amounts are integer minor units of `currency`. */

export const PAYMENT_SOURCES = [
  "enter_payment",
  "quick_link",
  "bulk_link",
  "connect_link",
  "connect_entry",
  "payment_page",
  "invoice",
  "schedule",
  "auto_pay",
  "quick_pay",
  "api",
] as const;
export type PaymentSource = (typeof PAYMENT_SOURCES)[number];

export const PAYMENT_STATUSES = [
  "created",
  "processing",
  "approved",
  "settled",
  "declined",
  "error",
  "unknown",
  "pending",
  "voided",
  "partially_refunded",
  "refunded",
  "returned",
  "disputed",
  "dispute_lost",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export function isPaymentStatus(value: string): value is PaymentStatus {
  return (PAYMENT_STATUSES as readonly string[]).includes(value);
}

export function isPaymentSource(value: string): value is PaymentSource {
  return (PAYMENT_SOURCES as readonly string[]).includes(value);
}

export type AccountKind = "operating" | "trust";

export const METHOD_KINDS = ["card", "echeck"] as const;

/** Days that move with today, in the firm's zone. Weeks begin on Monday; the last 7 days include today. */
export const PAYMENT_PERIODS = [
  "today",
  "yesterday",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "this_year",
  "last_7_days",
  "last_30_days",
  "last_90_days",
] as const;
export type PaymentPeriod = (typeof PAYMENT_PERIODS)[number];

/** What rows can be put together by. */
export const PAYMENT_GROUPS = ["day", "month", "source", "method", "account", "user", "status"] as const;
export type PaymentGroupBy = (typeof PAYMENT_GROUPS)[number];

/** What a payment may have or not. */
export const PAYMENT_TRAITS = ["refund", "surcharge", "fee"] as const;

/** One row of a list of payments. */
export type PaymentRow = {
  id: string;
  number: string;
  status: PaymentStatus;
  source: PaymentSource;
  accountId: string;
  accountName: string;
  accountKind: AccountKind;
  amountCents: number;
  refundedCents: number;
  currency: string;
  payerId: string | null;
  payerName: string;
  methodKind: string;
  methodBrand: string;
  methodLast4: string;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  declineCode: string;
  createdAt: Date;
  receiptEmails: string[];
  authCode: string;
  gatewayRef: string;
  /** Who entered or sent it: a user or an API key; empty when the payer came by themselves. */
  userName: string;
  /** The part of the amount that is a card surcharge. */
  surchargeCents: number;
  /** What the gateway kept for itself; null while it does not say. */
  feeCents: number | null;
  approvedAt: Date | null;
  settledAt: Date | null;
  note: string;
  /** Values of the firm's own fields, by the field's id. */
  customFields: Record<string, string>;
  linkNumber: string | null;
  receiptNumber: string | null;
};

/**
 * Count and sums of payments; operating and trust never in one figure. Net of refunds; only money that was taken counts.
 */
export type PaymentTotals = {
  count: number;
  operatingCents: number;
  trustCents: number;
  /** False: more rows match than are worth adding up for a screen; `count` is how many were, and more match. */
  isWhole: boolean;
};

/** One group of rows: `key` is "2026-11-21", "2026-11", a code, an account's id or a user's id ("" for none). */
export type PaymentGroup = {
  key: string;
  /** The name of an account or user; empty where `key` says all. */
  name: string;
  count: number;
  operatingCents: number;
  trustCents: number;
  refundedCents: number;
};

/** One thing that happened to a payment, newest last. */
export type PaymentEvent = {
  at: Date;
  /** A move ("approved"), or an event around it ("link.sent", "mail.receipt", "refund.refused", "dispute.won"). */
  kind: string;
  actorName: string;
  detail: Record<string, string>;
};

export type RefundRow = {
  id: string;
  amountCents: number;
  currency: string;
  status: "processing" | "refunded" | "refused" | "unknown";
  reason: string;
  /** The gateway's word for its no; empty while there is none. */
  refusalCode: string;
  createdAt: Date;
};

/** A refund that was asked of a second person, and what became of it. */
export type RefundRequestRow = {
  id: string;
  status: "waiting" | "approved" | "declined" | "cancelled" | "lapsed";
  amountCents: number;
  currency: string;
  reason: string;
  askedName: string;
  /** The person behind it ("user:usr_1"), who is never the one to approve it. */
  askedPerson: string;
  askedAt: Date;
  /** Who approved, declined or cancelled it; empty while it waits, and when the payment left nothing to give back. */
  decidedName: string;
  decidedAt: Date | null;
  note: string;
  refundId: string | null;
};

/** A charge taken back before it settled, or the wish for it. */
export type VoidRow = {
  id: string;
  status: "processing" | "voided" | "refused" | "unknown";
  reason: string;
  refusalCode: string;
  createdAt: Date;
  doneAt: Date | null;
};

export type DisputeRow = {
  gatewayRef: string;
  status: "open" | "won" | "lost";
  amountCents: number;
  currency: string;
  /** The network's reason in the gateway's word, such as "fraudulent". */
  reason: string;
  feeCents: number;
  evidenceDueAt: Date | null;
  openedAt: Date;
  closedAt: Date | null;
};

export type PaymentDetail = PaymentRow & {
  gateway: string;
  /** The sent link that it was paid by; null for that of an invoice, which has no page of its own. */
  linkId: string | null;
  /** The invoice that it was paid on; null also while Invoices is off. */
  invoiceId: string | null;
  receiptUrl: string | null;
  attempt: number;
  /** R01, R02, ...; empty unless a bank sent it back. */
  returnCode: string;
  /** As it was given with the method, line by line; empty when nobody asked. */
  billingLines: string[];
  /** The payer's bank waits for them to confirm. */
  awaitsPayer: boolean;
  submittedAt: Date | null;
  /** When the gateway was last asked about it, and when it is asked next. */
  askedAt: Date | null;
  checkAt: Date | null;
  refunds: RefundRow[];
  /** Oldest first; one at most waits. */
  refundRequests: RefundRequestRow[];
  voids: VoidRow[];
  disputes: DisputeRow[];
  isVoidable: boolean;
  events: PaymentEvent[];
  /** What may still be refunded, after refunds that are done or under way. */
  refundableCents: number;
};

/** The answer of one attempt to charge, as the caller shows it. */
export type ChargeResult =
  | { kind: "approved"; paymentId: string; receiptToken: string }
  | { kind: "pending"; paymentId: string; receiptToken: string }
  | { kind: "requires_action"; paymentId: string; challengeUrl: string }
  | { kind: "declined"; paymentId: string; declineCode: string }
  | { kind: "failed"; paymentId: string }
  | { kind: "unknown"; paymentId: string }
  /** Another attempt on the same obligation is open or has succeeded. */
  | { kind: "in_progress"; paymentId: string; status: PaymentStatus };
