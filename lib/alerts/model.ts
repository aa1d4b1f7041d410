/** What may need a person. Each kind is about one object; the next step stands on the screen that shows it. */
export const ALERT_KINDS = [
  /** The gateway has not said for a day whether it took a payment. */
  "payment_unknown",
  /** A bank sent an eCheck back. */
  "echeck_returned",
  "dispute_opened",
  "dispute_lost",
  /** A fee, return or lost dispute of trust money that operating money must make good (T4, T5). */
  "trust_to_replace",
  /** A matter's trust balance is below zero: another client's money is affected (T6, T7). */
  "trust_negative",
  /** Our books and the gateway's differ. */
  "books_differ",
  "money_frozen",
  /** The gateway gave less back than was promised: a refund failed after it was accepted. */
  "refund_failed",
  /** A refund above what one person may give back alone waits for a second one. */
  "refund_waiting",
  "schedule_failed",
  "auto_pay_failed",
  /** Its year is over: renewed with one click, or left. */
  "auto_pay_ended",
  "posting_failed",
  "connector_down",
  /** A report on its schedule was not mailed, or is paused because its owner may not send it any more. */
  "report_failed",
  /** An endpoint of the firm's own took no event for days, and is switched off. */
  "endpoint_off",
  /** A row of the audit log is not as it was written, or is missing. */
  "audit_broken",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export type AlertSubject = {
  objectType:
    | "payment"
    | "refund"
    | "firm"
    | "matter"
    | "break"
    | "account"
    | "schedule"
    | "auto_pay"
    | "posting"
    | "connection"
    | "report_schedule"
    | "event_endpoint";
  objectId: string;
};

/** One alert as staff see it. */
export type AlertRow = {
  id: string;
  kind: AlertKind;
  objectType: AlertSubject["objectType"];
  objectId: string;
  /** What its words need, such as an amount or a code. */
  detail: Record<string, string>;
  raisedAt: Date;
  closedAt: Date | null;
  /** Who closed it; empty while it is open, and when it went away with its cause. */
  closedByName: string;
  note: string;
  /** The payment it is about, if it is about one. */
  payment: {
    id: string;
    number: string;
    payerName: string;
    amountCents: number;
    currency: string;
    accountKind: "operating" | "trust";
    /** The sent link that it was paid by; null for that of an invoice, which asks again by itself. */
    linkId: string | null;
    isOwedAgain: boolean;
  } | null;
};
