import type { AccountCheck, LookUpHint } from "./model";
import type { WebhookEvent, WebhookRequest } from "./webhook-protocol";

/**
 * The gateway port: the one way in which this product asks a processor to move money. Nothing outside `adapters/` knows which
 * processor is behind it. Every call names our own `reference` (the payment or refund id), so that after a lost answer we can ask
 * "what did you do with this?" before anything is sent again.
 *
 * Amounts are integer minor units (cents). Times are UTC instants.
 */
export const GATEWAY_IDS = ["sandbox", "stripe"] as const;
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
  /** Of a card: only credit cards may bear a surcharge (S1). Absent when the gateway does not say. */
  funding?: "credit" | "debit" | "prepaid";
};

/** Why a processor said no; `never` means that the network forbids another try with this method. */
export const DECLINE_CODES = [
  "card_declined",
  "insufficient_funds",
  "lost_card",
  "stolen_card",
  "expired_card",
  "processing_error",
  "incorrect_details",
  "authentication_failed",
  /** A charge without the payer, whose bank wants to ask them. */
  "authentication_required",
  /** The payer took back their leave to be charged. */
  "authorization_revoked",
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
      /** What the gateway keeps for itself; null while it does not say. */
      feeCents: number | null;
      outcome: Exclude<ChargeOutcome, { kind: "unknown" }>;
      reversal: ChargeReversal | null;
      /** All disputes that there ever were of the charge, newest first. */
      disputes: readonly DisputeFacts[];
    }
  | { kind: "absent" }
  | { kind: "unknown"; detail: string };

/** What undid a charge after it was taken. `code` is the bank's (R01, R02, ...). */
export type ChargeReversal = { kind: "voided" } | { kind: "returned"; code: string };

/** A payer's bank asks for the money back. While it is open or lost, the money is gone from the account. */
export type DisputeFacts = {
  gatewayRef: string;
  status: "open" | "won" | "lost";
  amountCents: number;
  /** The network's reason in the gateway's word, such as "fraudulent". */
  reason: string;
  /** What the processor takes for the dispute itself. */
  feeCents: number;
  openedAt: Date;
  evidenceDueAt: Date | null;
};

/** `pending`: accepted and on its way (bank debits); asked for again until it is done. */
export type RefundOutcome =
  | { kind: "refunded"; gatewayRef: string }
  | { kind: "pending"; gatewayRef: string }
  | { kind: "refused"; code: string }
  | { kind: "unknown"; detail: string };

/** Taking a whole charge back before it settles. `refused`: too late, or not possible here; a refund may still be. */
export type VoidOutcome = { kind: "voided" } | { kind: "refused"; code: string } | { kind: "unknown"; detail: string };

/**
 * Who starts a charge and whether the method is kept (C1, C2). Without the payer (`recurring`, `instalment`, `unscheduled`: merchant
 * initiated) only a saved method can be charged, and the bank cannot ask anything back.
 */
export const CHARGE_USES = [
  "present",
  "present_and_save",
  "stored_present",
  "recurring",
  "instalment",
  "unscheduled",
] as const;
export type ChargeUse = (typeof CHARGE_USES)[number];

export type ChargeRequest = {
  account: GatewayAccount;
  /** Our payment id. The gateway keeps it and can be asked by it. */
  reference: string;
  /** Derived from (obligation, attempt); the same key is the same charge, for ever as far as we can make it. */
  idempotencyKey: string;
  amountCents: number;
  currency: string;
  /** The hosted field's one-time token, or the stored token of a saved method; never a number. */
  methodToken: string;
  /**
   * What the payer said they give, and what was asked of them: only that is charged, so that no bank account is debited under a card's
   * name. Null for a method that is kept, whose kind is known.
   */
  methodKind: MethodSummary["kind"] | null;
  use: ChargeUse;
  /** The gateway's own name for the payer, from `saveMethod`; empty for a typed method. */
  customerRef: string;
  /** For the payer's statement and the gateway's dashboard; carries no matter substance (Rule 1.6). */
  description: string;
};

export type VoidRequest = {
  account: GatewayAccount;
  idempotencyKey: string;
  chargeReference: string;
  gatewayRef: string;
};

/** Keeps a method for later charges. The same reference asked twice keeps one method. */
export type SaveMethodRequest = {
  account: GatewayAccount;
  /** Our own id of the method. The gateway keeps it and can be asked by it. */
  reference: string;
  idempotencyKey: string;
  methodToken: string;
  payer: { id: string; name: string; email: string };
  /** From an earlier `saveMethod` of the same payer at this account; empty for the first. */
  customerRef: string;
};

export type SavedMethod = {
  kind: "saved";
  /** Goes into later `ChargeRequest.methodToken`s. */
  storedToken: string;
  /** The gateway's own name for the payer; empty where it knows none. */
  customerRef: string;
  method: MethodSummary;
  /** "2029-04"; null for a bank account. */
  expiresMonth: string | null;
};

export type SaveMethodOutcome =
  | SavedMethod
  | { kind: "requires_action"; challengeUrl: string }
  | { kind: "declined"; code: DeclineCode; retry: RetryAdvice }
  | { kind: "unknown"; detail: string };

/** What a one-time token stands for, before anything is charged; for surcharges, which depend on the card. */
export type ReadMethodOutcome =
  | { kind: "read"; method: MethodSummary }
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
  /** Names the obligation and the attempt, so that a charge which our books have lost finds its place again. */
  idempotencyKey: string;
  amountCents: number;
  currency: string;
  refundedCents: number;
  status: GatewayChargeStatus;
  method: MethodSummary | null;
  createdAt: Date;
};

export const GATEWAY_CHARGE_STATUSES = [
  "approved",
  "pending",
  "settled",
  "declined",
  "requires_action",
  "voided",
  "refunded",
  "partially_refunded",
  "returned",
  "disputed",
] as const;
export type GatewayChargeStatus = (typeof GATEWAY_CHARGE_STATUSES)[number];

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
  accountId: string;
  currency: string;
  /** Some gateways show or check it; absent when a method is only kept. */
  amountCents?: number;
  /** "light", "dark", "hc-light" or "hc-dark"; absent: the device decides. */
  theme?: string;
  /** "desk": fields as high and texts as small as those of the staff's forms; absent: the client's. */
  size?: "desk";
  /** The page with the fields is itself framed by a firm's own site. */
  isEmbedded?: boolean;
};

/** An adapter. Its calls never throw for anything the outside world can do: faults are `unknown`. */
export interface Gateway {
  readonly id: GatewayId;
  hostedFields(input: HostedFieldsInput): HostedFields;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  /** Asks by our own reference. */
  findCharge(account: GatewayAccount, reference: string, hint?: LookUpHint): Promise<FindOutcome>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  findRefund(
    account: GatewayAccount,
    reference: string,
    hint?: LookUpHint,
  ): Promise<RefundOutcome | { kind: "absent" }>;
  /** Whether it came through after a lost answer is told by `findCharge`. */
  void(request: VoidRequest): Promise<VoidOutcome>;
  readMethod(account: GatewayAccount, methodToken: string): Promise<ReadMethodOutcome>;
  saveMethod(request: SaveMethodRequest): Promise<SaveMethodOutcome>;
  findSavedMethod(account: GatewayAccount, reference: string): Promise<SaveMethodOutcome | { kind: "absent" }>;
  /** Detaches a saved method for good; a method that is gone already counts as removed. */
  removeMethod(
    account: GatewayAccount,
    storedToken: string,
  ): Promise<{ kind: "removed" } | { kind: "unknown"; detail: string }>;
  /**
   * The gateway's own list since an instant, oldest first; for the daily comparison.
   * @throws AppError upstream_unavailable when the gateway stops answering: part of a list must not pass for the whole
   */
  listCharges(account: GatewayAccount, since: Date): AsyncIterable<GatewayChargeRow>;
  /** Null unless the signature, its age and the form are right. */
  readWebhook(request: WebhookRequest): Promise<WebhookEvent | null>;
  /** Asks the gateway with the keys of one account. */
  checkAccount(account: GatewayAccount): Promise<AccountCheck>;
  /** A cheap call that says whether the gateway answers; for readiness. */
  ping(): Promise<boolean>;
}
