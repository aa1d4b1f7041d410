/** `waiting`: asked of a second person, nothing has moved. `lapsed`: the payment has not that much left to give back. */
export const REFUND_REQUEST_STATES = ["waiting", "approved", "declined", "cancelled", "lapsed"] as const;

/**
 * `processing` and `unknown`: the gateway has not answered; it is asked again until it does. `waiting`: a second person is asked, no
 * refund was made, and `refundId` is that of the request.
 */
export type RefundResult = {
  kind: "refunded" | "refused" | "unknown" | "processing" | "waiting";
  refundId: string;
  refusalCode: string;
};

/** What a member of staff may give back of one payment without a second person; null = all of it. */
export type RefundAllowance = {
  /** The firm's limit; null while there is none. */
  limitCents: number | null;
  aloneCents: number | null;
};

/** Who asks: the name in histories, the person behind it, and all names under which that person acts. */
export type Asker = { person: string; names: string[] };
