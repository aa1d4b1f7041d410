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
  matterRef: string;
  declineCode: string;
  createdAt: Date;
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
  gatewayRef: string;
  authCode: string;
  clientRef: string;
  linkId: string | null;
  linkNumber: string | null;
  receiptNumber: string | null;
  receiptUrl: string | null;
  receiptEmails: string[];
  approvedAt: Date | null;
  settledAt: Date | null;
  attempt: number;
  /** The part of the amount that is a card surcharge. */
  surchargeCents: number;
  /** What the gateway kept for itself; null while it does not say. */
  feeCents: number | null;
  /** R01, R02, ...; empty unless a bank sent it back. */
  returnCode: string;
  /** The payer's bank waits for them to confirm. */
  awaitsPayer: boolean;
  submittedAt: Date | null;
  /** When the gateway was last asked about it, and when it is asked next. */
  askedAt: Date | null;
  checkAt: Date | null;
  refunds: RefundRow[];
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
