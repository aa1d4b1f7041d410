import { createHash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import type { Clock } from "@/lib/platform/clock";
import type { Ids } from "@/lib/platform/ids";
import type { ChargeRequest, GatewayAccount, RefundRequest, VoidRequest } from "../../port";
import { advanceCharges } from "./advance-charges";
import type { ChargeRow, NewCharge, RefundRow } from "./api-types";
import type { FaultPlan } from "./fault-plan";
import { isDetached } from "./method-store";
import * as store from "./store";
import { isExpired, type ReadToken, readToken } from "./test-methods";

/**
 * The processor's side: what a real one does beyond its API. It keeps its own books and knows nothing of the app's. It throws when
 * its database does; the client's side (gateway.ts) turns that into "unknown".
 */
export type ProcessorParts = { pool: Pool; clock: Clock; ids: Ids };

export type ChargeAnswer = { kind: "charge"; row: ChargeRow } | { kind: "key_reused" } | { kind: "bad_request" };
export type VoidAnswer = { kind: "voided" } | { kind: "refused"; code: string };
export type RefundAnswer = { kind: "refund"; row: RefundRow } | { kind: "refused"; code: string };

/** Real processors may forget a key once it is this old; re-sending it then charges again. */
const KEYS_KEPT_MS = 24 * 3_600_000;
/** A challenge that nobody answers is void after this. */
const CHALLENGE_OPEN_MS = 3_600_000;

export async function takeCharge(
  parts: ProcessorParts,
  request: ChargeRequest,
  plan: FaultPlan,
  forgetKey: boolean,
): Promise<ChargeAnswer> {
  const isAmountUsable = Number.isSafeInteger(request.amountCents) && request.amountCents > 0;
  if (!isAmountUsable || request.currency !== request.account.currency || request.idempotencyKey === "")
    return { kind: "bad_request" };
  const now = parts.clock.now();
  return store.inTransaction(parts.pool, async (books) => {
    const isGone = await isDetached(books, request.account, request.methodToken);
    const charge = decideCharge(isGone ? { ...request, methodToken: "" } : request, plan, now, parts.ids);
    const hash = hashOf([request.reference, request.amountCents, request.currency, request.methodToken]);
    const holder = await useKey(
      books,
      request.account,
      { operation: "charge", key: request.idempotencyKey },
      hash,
      charge.id,
      now,
      forgetKey,
    );
    if (holder === null) return { kind: "charge", row: await store.insertCharge(books, charge) };
    if (holder.requestHash !== hash) return { kind: "key_reused" };
    await advanceCharges(books, now, request.account);
    return { kind: "charge", row: await getCharge(books, holder.resultId) };
  });
}

export async function giveRefund(
  parts: ProcessorParts,
  request: RefundRequest,
  forgetKey: boolean,
): Promise<RefundAnswer> {
  const now = parts.clock.now();
  return store.inTransaction(parts.pool, async (books) => {
    await advanceCharges(books, now, request.account);
    const charge = await store.findChargeById(books, request.gatewayRef, true);
    if (!charge || !isOwn(charge, request.account) || charge.reference !== request.chargeReference)
      return { kind: "refused", code: "charge_not_found" };
    const id = `sbx_re_${shortToken(parts.ids)}`;
    const hash = hashOf([request.reference, request.gatewayRef, request.amountCents, request.currency]);
    const use = { operation: "refund", key: request.idempotencyKey } as const;
    // A refusal leaves no key behind, so that the same refund may be asked for again once it is allowed.
    const refusal = refuseRefund(charge, request);
    const holder = await useKey(books, request.account, use, hash, id, now, forgetKey);
    if (holder === null) {
      if (refusal) {
        await store.pruneKey(books, request.account, use, null);
        return { kind: "refused", code: refusal };
      }
      const row: RefundRow = {
        id,
        chargeId: charge.id,
        reference: request.reference,
        amountCents: request.amountCents,
        currency: request.currency,
      };
      await store.insertRefund(books, request.account, {
        ...row,
        idempotencyKey: request.idempotencyKey,
        createdAt: now,
      });
      return { kind: "refund", row };
    }
    if (holder.requestHash !== hash) return { kind: "refused", code: "idempotency_key_reused" };
    const made = await store.findRefundByReference(books, request.account, request.reference);
    return made ? { kind: "refund", row: made } : { kind: "refused", code: "refund_not_found" };
  });
}

/** Takes a whole charge back while it has not settled. A charge that is void already answers the same again. */
export async function voidCharge(parts: ProcessorParts, request: VoidRequest): Promise<VoidAnswer> {
  const now = parts.clock.now();
  return store.inTransaction(parts.pool, async (books) => {
    await advanceCharges(books, now, request.account);
    const charge = await store.findChargeById(books, request.gatewayRef, true);
    if (!charge || !isOwn(charge, request.account) || charge.reference !== request.chargeReference)
      return { kind: "refused", code: "charge_not_found" };
    if (charge.state === "voided") return { kind: "voided" };
    if (charge.state !== "approved" && charge.state !== "pending")
      return { kind: "refused", code: `charge_${charge.state}` };
    if (charge.refundedCents > 0) return { kind: "refused", code: "charge_refunded" };
    await store.updateCharge(books, charge.id, { ...charge, state: "voided", nextState: "", nextAt: null });
    return { kind: "voided" };
  });
}

export async function lookUpCharge(
  parts: ProcessorParts,
  account: GatewayAccount,
  reference: string,
): Promise<ChargeRow | null> {
  await advanceCharges(parts.pool, parts.clock.now(), account);
  return store.findChargeByReference(parts.pool, account, reference);
}

export function lookUpRefund(
  parts: ProcessorParts,
  account: GatewayAccount,
  reference: string,
): Promise<RefundRow | null> {
  return store.findRefundByReference(parts.pool, account, reference);
}

export async function listPage(
  parts: ProcessorParts,
  account: GatewayAccount,
  since: Date,
  after: store.ListPlace | null,
): Promise<ChargeRow[]> {
  if (after === null) await advanceCharges(parts.pool, parts.clock.now(), account);
  return store.listChargesSince(parts.pool, account, since, after, 500);
}

/** The payer's answer on the challenge page. Null when the challenge is no longer open: it was answered before, or is void. */
export async function answerChallenge(
  parts: ProcessorParts,
  chargeId: string,
  isApproved: boolean,
  plan: FaultPlan,
): Promise<ChargeRow | null> {
  const now = parts.clock.now();
  return store.inTransaction(parts.pool, async (books) => {
    const charge = await store.findChargeById(books, chargeId, true);
    const isOpen = charge?.state === "requires_action" && (charge.nextAt === null || charge.nextAt > now);
    if (!charge || !isOpen) return null;
    const answered: ChargeRow = isApproved
      ? {
          ...charge,
          state: "approved",
          authCode: authCode(parts.ids),
          nextState: "settled",
          nextAt: later(now, plan.cardSettleSeconds),
        }
      : { ...charge, state: "declined", declineCode: "authentication_failed", nextState: "", nextAt: null };
    await store.updateCharge(books, charge.id, answered);
    return answered;
  });
}

/** Every attempt becomes a row, so that a look-up can tell "refused" from "never came". */
function decideCharge(request: ChargeRequest, plan: FaultPlan, now: Date, ids: Ids): NewCharge {
  const read = readToken(request.methodToken);
  const isAsked = !request.methodKind || read?.method.summary.kind === request.methodKind;
  const token = isAsked ? read : null;
  return {
    id: `sbx_ch_${shortToken(ids)}`,
    firmId: request.account.firmId,
    accountId: request.account.accountId,
    accountName: request.account.accountName,
    reference: request.reference,
    idempotencyKey: request.idempotencyKey,
    amountCents: request.amountCents,
    currency: request.currency,
    description: request.description,
    testMethod: token?.method.name ?? "",
    last4: token?.method.summary.last4 ?? "",
    createdAt: now,
    ...decideState(token, plan, now, ids),
  };
}

type Decided = Pick<NewCharge, "state" | "nextState" | "nextAt" | "authCode" | "declineCode" | "returnCode">;

function decideState(token: ReadToken | null, plan: FaultPlan, now: Date, ids: Ids): Decided {
  const nothing: Decided = {
    state: "declined",
    nextState: "",
    nextAt: null,
    authCode: "",
    declineCode: "",
    returnCode: "",
  };
  if (token === null) return { ...nothing, declineCode: "invalid_method" };
  if (isExpired(token.expiresMonth, now)) return { ...nothing, declineCode: "expired_card" };
  const approved: Decided = {
    ...nothing,
    state: "approved",
    authCode: authCode(ids),
    nextState: "settled",
    nextAt: later(now, plan.cardSettleSeconds),
  };
  const behaviour = token.method.behaviour;
  switch (behaviour.kind) {
    case "approve":
      return approved;
    case "decline":
      return { ...nothing, declineCode: behaviour.code };
    case "authenticate":
      // Whoever saved the card proved it then; a later charge of a saved one comes without the payer.
      if (token.saved) return approved;
      return {
        ...nothing,
        state: "requires_action",
        nextState: "voided",
        nextAt: new Date(now.getTime() + CHALLENGE_OPEN_MS),
      };
    case "decline_when_saved":
      return token.saved ? { ...nothing, declineCode: "card_declined" } : approved;
    case "dispute_later":
      return { ...approved, nextState: "disputed", nextAt: later(now, plan.disputeSeconds) };
    case "bank":
      return {
        ...nothing,
        state: "pending",
        nextState: behaviour.returnCode === "" ? "settled" : "returned",
        nextAt: later(now, plan.settleSeconds),
        returnCode: behaviour.returnCode,
      };
  }
}

function refuseRefund(charge: ChargeRow, request: RefundRequest): string | null {
  if (!Number.isSafeInteger(request.amountCents) || request.amountCents <= 0) return "amount_invalid";
  if (request.currency !== charge.currency) return "currency_mismatch";
  if (charge.state === "pending" || charge.state === "requires_action") return "charge_not_settled";
  if (charge.state !== "approved" && charge.state !== "settled") return `charge_${charge.state}`;
  if (request.amountCents > charge.amountCents - charge.refundedCents) return "amount_above_remaining";
  return null;
}

async function useKey(
  books: PoolClient,
  account: GatewayAccount,
  use: store.KeyUse,
  requestHash: string,
  resultId: string,
  now: Date,
  forgetKey: boolean,
): Promise<{ requestHash: string; resultId: string } | null> {
  const claim = { requestHash, resultId, createdAt: now };
  const holder = await store.claimKey(books, account, use, claim);
  if (holder === null) return null;
  const isPruned = await store.pruneKey(books, account, use, forgetKey ? null : new Date(now.getTime() - KEYS_KEPT_MS));
  return isPruned ? store.claimKey(books, account, use, claim) : holder;
}

async function getCharge(books: PoolClient, id: string): Promise<ChargeRow> {
  const charge = await store.findChargeById(books, id);
  if (!charge) throw new Error(`the sandbox's key points at charge ${id}, which is not in its books`);
  return charge;
}

function isOwn(charge: ChargeRow, account: GatewayAccount): boolean {
  return charge.firmId === account.firmId && charge.accountId === account.accountId;
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1_000);
}

function hashOf(parts: readonly (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Unguessable: the id of a charge opens its challenge page. */
function shortToken(ids: Ids): string {
  return ids
    .token()
    .replace(/[^a-zA-Z0-9]/g, "")
    .slice(0, 24);
}

function authCode(ids: Ids): string {
  return ids
    .token()
    .replace(/[^a-zA-Z0-9]/g, "")
    .slice(0, 6)
    .toUpperCase();
}
