/** What a program of the firm can be told of. */
export const EVENT_TYPES = [
  "payment.approved",
  "payment.pending",
  "payment.settled",
  "payment.declined",
  "payment.voided",
  "payment.refunded",
  "payment.returned",
  "payment.disputed",
  "payment.dispute_lost",
  "link.expired",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const DELIVERY_STATUSES = ["waiting", "taken", "given_up"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** An address of the firm's own that is called. */
export type EventEndpoint = {
  id: string;
  url: string;
  events: EventType[];
  /** Since when every call has failed; null after one that was taken. */
  failingSince: Date | null;
  off: { at: Date; reason: "person" | "failing" } | null;
};

/** One event for one endpoint, with what became of it. */
export type EventDelivery = {
  id: string;
  url: string;
  type: string;
  objectId: string;
  status: DeliveryStatus;
  tries: number;
  /** The answer's status; 0 when none came. */
  lastStatus: number;
  lastError: string;
  createdAt: Date;
  nextTryAt: Date | null;
  /** Its endpoint is still there and on. */
  mayRepeat: boolean;
};

/** What came of a call. `error` is a word of `CALL_ERRORS`, or empty. */
export type CallResult = { isTaken: boolean; status: number; error: CallError | "" };

export const CALL_ERRORS = [
  "address_private",
  "address_unknown",
  "timeout",
  "unreachable",
  "refused",
  "endpoint_off",
] as const;
export type CallError = (typeof CALL_ERRORS)[number];

export const MAX_ENDPOINTS = 10;
export const MAX_EVENT_TRIES = 9;
/** An endpoint that has taken nothing for so long is switched off, and an alert says so. */
export const OFF_AFTER_MS = 3 * 24 * 3_600_000;
export const KEPT_DELIVERIES_DAYS = 30;
