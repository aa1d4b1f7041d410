import { percentageHalfUp } from "@/lib/money/percentage";
import {
  type ChargeOutcome,
  type ChargeReversal,
  DECLINE_CODES,
  type DeclineCode,
  type DisputeFacts,
  type MethodSummary,
  type RetryAdvice,
} from "../../port";
import type { ChargeRow, LedgerStatus } from "./api-types";
import { TEST_METHODS } from "./test-methods";

/** What a caller may do after a decline. `stolen_card` is the networks' "never again"; `later` may mend itself. */
export const RETRY_ADVICE: Readonly<Record<DeclineCode, RetryAdvice>> = {
  card_declined: "other_method",
  insufficient_funds: "later",
  lost_card: "never",
  stolen_card: "never",
  expired_card: "other_method",
  processing_error: "later",
  incorrect_details: "other_method",
  authentication_failed: "other_method",
  authentication_required: "other_method",
  authorization_revoked: "never",
  velocity_exceeded: "later",
  invalid_method: "other_method",
  invalid_request: "never",
  bank_account_invalid: "other_method",
};

type KnownOutcome = Exclude<ChargeOutcome, { kind: "unknown" }>;

/** A charge as the port's answer. What later undid it is told apart, by `toReversal`. */
export function toOutcome(row: ChargeRow): KnownOutcome {
  const method = toMethod(row);
  const code = DECLINE_CODES.find((known) => known === row.declineCode);
  if (method === null || code) {
    const reason = code ?? "invalid_method";
    return { kind: "declined", gatewayRef: row.id, method, code: reason, retry: RETRY_ADVICE[reason] };
  }
  if (row.state === "requires_action")
    return { kind: "requires_action", gatewayRef: row.id, method, challengeUrl: challengePath(row.id) };
  const hasCleared = row.state === "settled" || row.state === "disputed";
  if (method.kind === "echeck" && !hasCleared) return { kind: "pending", gatewayRef: row.id, method };
  return { kind: "approved", gatewayRef: row.id, method, authCode: row.authCode || null, settled: hasCleared };
}

export function toReversal(row: ChargeRow): ChargeReversal | null {
  if (row.state === "voided") return { kind: "voided" };
  if (row.state === "returned") return { kind: "returned", code: row.returnCode };
  return null;
}

/** The network's usual time to answer a dispute, and the usual fee. */
const EVIDENCE_MS = 7 * 86_400_000;
const DISPUTE_FEE_CENTS = 1_500;

/** A charge of the sandbox is disputed once at most. */
export function toDisputes(row: ChargeRow): DisputeFacts[] {
  if (row.disputeStatus === "") return [];
  const openedAt = row.disputedAt ?? row.createdAt;
  return [
    {
      gatewayRef: row.id.replace("_ch_", "_dp_"),
      status: row.disputeStatus,
      amountCents: row.amountCents,
      reason: "fraudulent",
      feeCents: DISPUTE_FEE_CENTS,
      openedAt,
      evidenceDueAt: new Date(openedAt.getTime() + EVIDENCE_MS),
    },
  ];
}

/** 2.9 % and 30 cents of a card, 0.8 % of a bank debit up to $5; nothing of what never was taken. */
export function feeOf(row: ChargeRow): number | null {
  const method = toMethod(row);
  if (method === null || row.declineCode || row.state === "requires_action" || row.state === "voided") return null;
  return method.kind === "card"
    ? percentageHalfUp(row.amountCents, 290) + 30
    : Math.min(500, percentageHalfUp(row.amountCents, 80));
}

/** The word of the published ledger. A return or dispute outranks a refund: it is what happened to the money last. */
export function toLedgerStatus(row: Pick<ChargeRow, "state" | "refundedCents" | "amountCents">): LedgerStatus {
  const isStanding = row.state === "approved" || row.state === "settled";
  if (!isStanding || row.refundedCents === 0) return row.state;
  return row.refundedCents >= row.amountCents ? "refunded" : "partially_refunded";
}

/**
 * The row as it is at an instant, written or not: what was due by then has happened, in the way in which `advanceCharges` writes it.
 * For those who only look, since a look changes nothing.
 */
export function chargeAt(row: ChargeRow, now: Date): ChargeRow {
  if (row.nextState === "" || row.nextAt === null || row.nextAt > now) return row;
  const declineCode = row.nextState === "voided" ? "authentication_failed" : row.declineCode;
  const dispute = row.nextState === "disputed" ? { disputeStatus: "open" as const, disputedAt: row.nextAt } : {};
  return { ...row, ...dispute, state: row.nextState, nextState: "", nextAt: null, declineCode };
}

export function challengePath(chargeId: string): string {
  return `/gateway/sandbox/challenge/${encodeURIComponent(chargeId)}`;
}

export function toMethod(row: ChargeRow): MethodSummary | null {
  return TEST_METHODS.find((method) => method.name === row.testMethod)?.summary ?? null;
}
