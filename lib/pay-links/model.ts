import type { ClientLine } from "@/lib/allocations/model";
import type { CaptchaKind } from "@/lib/captcha/model";
import type { Locale } from "@/lib/i18n/model";
import type { PaymentStatus } from "@/lib/payments/model";

/** The four statuses of Sent Pages. "expired" is decided at read time. */
export const LINK_STATUSES = ["outstanding", "payment_received", "cancelled", "expired"] as const;
export type LinkStatus = (typeof LINK_STATUSES)[number];

/** How late unpaid links are, by their due date; one without a due date is not due. */
export const AGING_BUCKETS = ["not_due", "late_1_30", "late_31_60", "late_61_90", "late_over_90"] as const;
export type AgingBucket = (typeof AGING_BUCKETS)[number];

/** What the row holds. */
export type StoredLinkStatus = "open" | "paid" | "cancelled";

export type PayLinkRow = {
  id: string;
  number: string;
  status: LinkStatus;
  accountId: string;
  accountName: string;
  accountKind: "operating" | "trust";
  amountCents: number;
  amountPaidCents: number;
  /** What the link asked for less what was paid. */
  balanceCents: number;
  isPartPaid: boolean;
  /** A payment on it is open: being charged, being checked, or clearing at the bank. */
  openPayment: "none" | "processing" | "unknown" | "clearing";
  /** What became of the payment that closed it; null while it is open, or was closed without one. */
  paidStatus: PaymentStatus | null;
  currency: string;
  invoiceNumber: string;
  dueDate: string | null;
  recipientName: string;
  recipientEmails: string[];
  byEmail: boolean;
  /** The last mail to one of its addresses was refused. */
  hasLostMail: boolean;
  /** Its amounts are balances of the day it was made, so that it cannot live longer. */
  isOfConnect: boolean;
  createdAt: Date;
  sentAt: Date | null;
  openedAt: Date | null;
  expiresAt: Date;
  closedAt: Date | null;
};

export type PayLinkWithToken = PayLinkRow & {
  token: string;
  message: string;
  clientRef: string;
  matterRef: string;
  locale: Locale;
};

export type PayLinkDetail = PayLinkWithToken & {
  /** The newest payment on it, if any, and why a bank returned it. */
  paymentId: string | null;
  returnCode: string;
};

/** One thing that happened to a link, to a payment on it, or to its mail. */
export type LinkEvent = {
  id: string;
  at: Date;
  /** "created", "sent", "opened", ...; a payment's move as "payment.approved"; a mail's outcome as "mail.failed", "mail.bounced", "mail.delivered" or
   * "mail.complained". */
  kind: string;
  by: "staff" | "client" | "program";
  /** Of staff; else empty. */
  actorName: string;
  detail: Record<string, string>;
  payment: {
    id: string;
    number: string;
    amountCents: number;
    currency: string;
    methodBrand: string;
    methodLast4: string;
  } | null;
};

/** The public page of a token: what may be shown, and nothing of another link. */
export type PublicLink = {
  firmId: string;
  id: string;
  /** `checking`: a payment's outcome is not known, it cannot be paid again until it is. */
  state:
    | "payable"
    | "processing"
    | "action"
    | "checking"
    | "paid"
    | "clearing"
    | "returned"
    | "voided"
    | "refunded"
    | "partly_refunded"
    | "expired"
    | "cancelled";
  amountCents: number;
  amountPaidCents: number;
  /** Whoever opens it may pay less than that. */
  mayPayPart: boolean;
  /** What must be passed before it is charged. */
  captcha: CaptchaKind;
  currency: string;
  accountKind: "operating" | "trust";
  acceptsCard: boolean;
  acceptsEcheck: boolean;
  /** What a credit card costs beyond the amount, in basis points, and the firm's words about it; 0 where nothing does. */
  surchargeBasisPoints: number;
  surchargeText: string;
  accountId: string;
  gateway: string;
  invoiceNumber: string;
  /** Of a link of Connect: what it pays, line by line. */
  lines: readonly ClientLine[];
  dueDate: string | null;
  recipientName: string;
  receiptEmail: string;
  message: string;
  clientRef: string;
  matterRef: string;
  locale: Locale;
  expiresAt: Date;
  closedAt: Date | null;
  /** The newest attempt, if any. */
  paymentId: string | null;
  /** Whom its outcome is written to; "" when its payer wanted no mail. */
  outcomeEmail: string;
  challengeUrl: string;
  /** What the payer confirms there: with a card surcharge more than the link's amount. */
  challengeCents: number;
  /** Only when money was taken. */
  receiptToken: string | null;
};
