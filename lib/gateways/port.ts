/**
 * The gateway port: the one way in which this product asks a processor to move money. Nothing outside `adapters/` knows which
 * processor is behind it. Every call names our own `reference` (the payment or refund id), so that after a lost answer we can ask
 * "what did you do with this?" before anything is sent again.
 *
 * Amounts are integer minor units (cents). Times are UTC instants.
 */
export const GATEWAY_IDS = ["sandbox"] as const;
export type GatewayId = (typeof GATEWAY_IDS)[number];

/** What the adapter needs to know of a merchant account. `credentials` are decrypted just before the call and never logged. */
export type GatewayAccount = {
  firmId: string;
  accountId: string;
  /** Shown in the gateway's own records. */
  accountName: string;
  currency: string;
  credentials: Readonly<Record<string, string>>;
};

/** What may be shown of a payment method. Never more than the last four digits (FACTA), never an expiry on a receipt. */
export type MethodSummary = {
  kind: "card" | "echeck";
  /** "visa", "mastercard", "amex", "discover", "bank". */
  brand: string;
  last4: string;
};

/** Why a processor said no; `never` means that the network forbids another try with this method. */
export const DECLINE_CODES = [
  "card_declined",
  "insufficient_funds",
  "stolen_card",
  "expired_card",
  "processing_error",
  "authentication_failed",
  "velocity_exceeded",
  "invalid_method",
  "invalid_request",
  "bank_account_invalid",
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];
export type RetryAdvice = "never" | "other_method" | "later";

/**
 * The closed answer to a charge. `unknown` is a real answer: the money may or may not have moved; it is resolved by
 * `findCharge`, never guessed. `requires_action` means that the payer must first prove who they are (3-D Secure); the
 * challenge is a page of the gateway's own.
 */
export type ChargeOutcome =
  | { kind: "approved"; gatewayRef: string; method: MethodSummary; authCode: string | null; settled: boolean }
  | { kind: "pending"; gatewayRef: string; method: MethodSummary }
  | { kind: "requires_action"; gatewayRef: string; method: MethodSummary; challengeUrl: string }
  | { kind: "declined"; gatewayRef: string | null; method: MethodSummary | null; code: DeclineCode; retry: RetryAdvice }
  | { kind: "unknown"; detail: string };

/** What a look-up by reference found. `absent` is a definite "we never took this"; `unknown` means the gateway did not answer. */
export type FindOutcome =
  | {
      kind: "found";
      amountCents: number;
      currency: string;
      refundedCents: number;
      outcome: Exclude<ChargeOutcome, { kind: "unknown" }>;
      reversal: ChargeReversal | null;
    }
  | { kind: "absent" }
  | { kind: "unknown"; detail: string };

/** What undid a charge after it was taken. */
export type ChargeReversal = { kind: "voided" } | { kind: "returned"; code: string } | { kind: "disputed" };

export type RefundOutcome =
  | { kind: "refunded"; gatewayRef: string }
  | { kind: "refused"; code: string }
  | { kind: "unknown"; detail: string };

export type ChargeRequest = {
  account: GatewayAccount;
  /** Our payment id. The gateway keeps it and can be asked by it. */
  reference: string;
  /** Derived from (obligation, attempt); the same key is the same charge, for ever as far as we can make it. */
  idempotencyKey: string;
  amountCents: number;
  currency: string;
  /** The hosted field's one-time token; never a number. */
  methodToken: string;
  /** For the payer's statement and the gateway's dashboard; carries no matter substance (Rule 1.6). */
  description: string;
};

/** Keeps a method for later charges without the payer. The same token asked twice gives the same stored token. */
export type SaveMethodRequest = { account: GatewayAccount; methodToken: string };

/** `storedToken` goes into later `ChargeRequest.methodToken`s; `expiresMonth` ("2029-04") is null for a bank account. */
export type SaveMethodOutcome =
  | { kind: "saved"; storedToken: string; method: MethodSummary; expiresMonth: string | null }
  | { kind: "declined"; code: DeclineCode; retry: RetryAdvice }
  | { kind: "unknown"; detail: string };

export type RefundRequest = {
  account: GatewayAccount;
  /** Our refund id. */
  reference: string;
  idempotencyKey: string;
  chargeReference: string;
  gatewayRef: string;
  amountCents: number;
  currency: string;
};

/** One row of the gateway's own list, for the comparison of both books. */
export type GatewayChargeRow = {
  gatewayRef: string;
  reference: string;
  amountCents: number;
  currency: string;
  refundedCents: number;
  status: string;
  createdAt: Date;
};

/**
 * An authentic event, reduced to what it is about. What it says happened is not part of it: the object is read again from the gateway,
 * so that events may come twice, late, or in any order.
 */
export type WebhookEvent = {
  eventId: string;
  type: string;
  /** Leads to the firm: `<gateway>:<merchant account>` in the directory. */
  accountKey: string;
  /** Our own reference: a payment's id. */
  reference: string;
};

export type WebhookRequest = {
  /** The body as received; a signature covers these very characters. */
  rawBody: string;
  header(name: string): string | null;
};

/** Where the browser gets the fields that hold numbers: always a page of the gateway, framed. */
export type HostedFields = {
  src: string;
  title: string;
  /** The frame's height until it tells its own, in one narrow column and in a wide one; near the truth, so that nothing jumps. */
  heightPx: { narrow: number; wide: number };
};

export type HostedFieldsInput = {
  kind: "card" | "echeck";
  locale: string;
  /** "light", "dark", "hc-light" or "hc-dark"; absent: the device decides. */
  theme?: string;
  /** The page with the fields is itself framed by a firm's own site. */
  isEmbedded?: boolean;
};

/** An adapter. Its calls never throw for anything the outside world can do: faults are `unknown`. */
export interface Gateway {
  readonly id: GatewayId;
  hostedFields(input: HostedFieldsInput): HostedFields;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /** Asks by our own reference. */
  findCharge(account: GatewayAccount, reference: string): Promise<FindOutcome>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  findRefund(account: GatewayAccount, reference: string): Promise<RefundOutcome | { kind: "absent" }>;
  saveMethod(request: SaveMethodRequest): Promise<SaveMethodOutcome>;
  /**
   * The gateway's own list since an instant, oldest first; for the daily comparison.
   * @throws AppError upstream_unavailable when the gateway stops answering: part of a list must not pass for the whole
   */
  listCharges(account: GatewayAccount, since: Date): AsyncIterable<GatewayChargeRow>;
  /** Null unless the signature, its age and the form are right. */
  readWebhook(request: WebhookRequest): WebhookEvent | null;
  /** A cheap call that says whether the gateway answers; for readiness. */
  ping(): Promise<boolean>;
}
