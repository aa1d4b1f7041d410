import { expect } from "vitest";
import type {
  ChargeOutcome,
  ChargeRequest,
  DeclineCode,
  Gateway,
  GatewayAccount,
  GatewayChargeRow,
  RetryAdvice,
  SaveMethodRequest,
} from "@/lib/gateways/port";

/** How the next calls go wrong: the gateway acts but its answer is lost; the call never reaches it; it forgets its keys. */
export type Trouble = "answers_lost" | "calls_lost" | "keys_forgotten" | "down";

/** What a test needs of one gateway, beyond the port: its test methods, its own books, and a way to make it misbehave. */
export interface GatewayHarness {
  gateway: Gateway;
  account: GatewayAccount;
  /** Another merchant account of the same gateway, in another currency. */
  foreignAccount: GatewayAccount;
  /** Read anew for each use: a one-time token is good for one charge. `voids` is of a charge that can be taken back at once. */
  tokens: Readonly<Record<"approves" | "asks" | "settles" | "returns" | "voids" | "unreadable", string>>;
  /** Approved at the foreign account. */
  foreignToken: string;
  /**
   * What a used key with other figures is answered: a no, or that it cannot be known, because what the key did first may have taken
   * money. Never that it was done.
   */
  usedKeyAnswers: "refusal" | "unknown";
  /** Amounts that the gateway takes, the smallest and the largest among them. */
  amounts: readonly number[];
  declines: readonly { token: string; code: DeclineCode; retry: RetryAdvice }[];
  /** The gateway's own books for one reference, read past the adapter: one row per attempt. */
  readBooks(
    reference: string,
  ): Promise<{ amountCents: number; refundedCents: number; currency: string; tookMoney: boolean }[]>;
  /** The next calls meet this, until `calm`. */
  cause(trouble: Trouble): Promise<void>;
  calm(): Promise<void>;
  /** Lets the gateway's time go on, past settlement of what was charged before. */
  letSettle(): Promise<void>;
  answerChallenge(gatewayRef: string, isApproved: boolean): Promise<void>;
  /** The payer's bank asks for the money back, and later decides. */
  dispute(gatewayRef: string): Promise<void>;
  decideDispute(gatewayRef: string, isWon: boolean): Promise<void>;
  /** A new reference or key. */
  newId(): string;
}

export type MakeHarness = () => Promise<GatewayHarness>;

/** A charge of $1,250.00 that the gateway approves. */
export function chargeOf(harness: GatewayHarness, over: Partial<ChargeRequest> = {}): ChargeRequest {
  return {
    account: harness.account,
    reference: harness.newId(),
    idempotencyKey: harness.newId(),
    amountCents: 125_000,
    currency: harness.account.currency,
    methodToken: harness.tokens.approves,
    methodKind: null,
    use: "present",
    customerRef: "",
    description: "Invoice 204118",
    ...over,
  };
}

/** Keeps the approved method for one payer. */
export function saveOf(harness: GatewayHarness, over: Partial<SaveMethodRequest> = {}): SaveMethodRequest {
  return {
    account: harness.account,
    reference: harness.newId(),
    idempotencyKey: harness.newId(),
    methodToken: harness.tokens.approves,
    payer: { id: "pyr_contract", name: "Elena Marsh", email: "elena.marsh@bluewater.example" },
    customerRef: "",
    ...over,
  };
}

export function expectKind<K extends ChargeOutcome["kind"]>(
  outcome: ChargeOutcome,
  kind: K,
): Extract<ChargeOutcome, { kind: K }> {
  expect(outcome).toMatchObject({ kind });
  return outcome as Extract<ChargeOutcome, { kind: K }>;
}

export async function collect(rows: AsyncIterable<GatewayChargeRow>): Promise<GatewayChargeRow[]> {
  const all: GatewayChargeRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
