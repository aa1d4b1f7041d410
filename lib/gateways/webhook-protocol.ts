/**
 * An authentic event, reduced to what it is about. What it says happened is not part of it: the object is read again from the gateway,
 * so that events may come twice, late, or in any order.
 */
export type WebhookEvent = {
  eventId: string;
  type: string;
  /** Leads to the firm: `<gateway>:<merchant account>` in the directory. */
  accountKey: string;
  /** What it is about: our own reference (a payment's id) where the event carries it, else the gateway's name for the charge. */
  about: { reference: string } | { gatewayRef: string };
  /** The gateway's object; two events of one type about one object are one hint until it has been looked at. */
  objectId: string;
};

export type WebhookRequest = {
  /** The body as received; a signature covers these very characters. */
  rawBody: string;
  /** The merchant account that the address names; empty where it names none. */
  accountId: string;
  header(name: string): string | null;
  /** Secrets that may have signed it, of the account the address names; empty where the gateway has one of its own. */
  secrets: readonly string[];
};
