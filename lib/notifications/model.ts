/** What a user can be told of by mail, in the order of the screen. */
export const NOTIFICATION_EVENTS = [
  "payment_received",
  "large_payment",
  "page_submitted",
  "payment_declined",
  "payment_refunded",
  "echeck_returned",
  "payment_disputed",
  "link_expired",
  "schedule_failed",
  "auto_pay_failed",
  "posting_failed",
  "connector_down",
] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

/** One address, and of what it is told. */
export type NotificationAddress = {
  address: string;
  events: NotificationEvent[];
  /** From here on a payment is a large one, in minor units of the payment's own currency. */
  largeCents: number;
};

/** What the form of one user shows. */
export type Notifications = {
  userId: string;
  /** The address they sign in with; it stands first and cannot be taken away. */
  ownAddress: string;
  /** In the order of the screen, the own address first, also while it asks for nothing. */
  addresses: NotificationAddress[];
  /** What this user may be told of: neither more than they may see, nor of modules that are off. */
  offered: NotificationEvent[];
  currency: string;
};

export const MAX_NOTIFICATION_ADDRESSES = 5;
/** $5,000.00, until somebody writes another amount. */
export const DEFAULT_LARGE_CENTS = 500_000;

type OfPayment = { paymentId: string; accountId: string };

/**
 * Something that happened, as `notifyStaff` takes it. `runId` names the run of a plan (`<plan>:<period>`), so that each failed run is told
 * once; `path` is the staff page that shows it; `reason` a decline code or a key of `mail.notice.reason`.
 */
export type StaffNews =
  | (OfPayment & { event: "payment_received"; amountCents: number; source: string })
  | (OfPayment & { event: "payment_declined" })
  | (OfPayment & { event: "payment_refunded"; refundId: string })
  | {
      event: "schedule_failed" | "auto_pay_failed";
      runId: string;
      accountId: string;
      payerId: string;
      /** What the plan is called. */
      name: string;
      /** Null when the run failed before there was an amount. */
      amountCents: number | null;
      currency: string;
      reason: string;
      path: string;
    }
  | {
      event: "echeck_returned" | "payment_disputed" | "posting_failed" | "connector_down";
      alertId: string;
      accountId: string | null;
    };
