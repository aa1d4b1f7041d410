import type { FindOutcome, Gateway, GatewayAccount, GatewayChargeRow } from "@/lib/gateways/port";
import { followPayment } from "@/lib/payments/follow-payment";
import { importPayment } from "@/lib/payments/import-payment";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import type { Difference, TheirCharge } from "../model";
import { compareCharge, decideMissing, readChargeKey, sourceOfObligation } from "../rules";
import { loadOurCharge } from "./load-ours";

/** The account that is compared, and its gateway. */
export type Books = { accountId: string; gateway: Gateway; account: GatewayAccount };

export type Settled = { left: Difference[]; isImported: boolean };

/**
 * Puts a difference right where that is possible, and looks at both sides again, so that what merely moved between two readings is no
 * break. No transaction is open while the gateway is asked.
 * @throws AppError upstream_unavailable when the gateway does not answer: then nothing is known
 */
export async function settleDifference(
  ctx: Ctx,
  books: Books,
  difference: Difference,
  row: GatewayChargeRow | null,
): Promise<Settled> {
  switch (difference.kind) {
    case "charged_twice":
      // The list itself is the proof: a look-up by reference shows one of the two.
      return { left: [difference], isImported: false };
    case "missing_here": {
      const isImported = row !== null && (await importCharge(ctx, books, row));
      if (!isImported) return { left: [difference], isImported };
      return { left: await lookAgain(ctx, books, difference), isImported };
    }
    case "missing_there":
    case "money_of_nobody":
    case "amount":
    case "currency":
      return { left: await lookAgain(ctx, books, difference), isImported: false };
    case "status":
    case "refunded":
      await follow(ctx, difference.reference);
      return { left: await lookAgain(ctx, books, difference), isImported: false };
  }
}

/** Brings a payment to where the gateway says it is; what stands in the way of that is a break, not the comparison's end. */
export async function follow(ctx: Ctx, paymentId: string): Promise<void> {
  try {
    await followPayment(ctx, paymentId);
  } catch (error) {
    if (error instanceof AppError && error.code === "upstream_unavailable") throw error;
    log().warn({ err: error, paymentId }, "a payment could not be brought to where its gateway says it is");
  }
}

async function importCharge(ctx: Ctx, { account, gateway }: Books, row: GatewayChargeRow): Promise<boolean> {
  const claim = readChargeKey(row.idempotencyKey);
  if (!claim || !/^pay_[0-9a-z_]{1,60}$/.test(row.reference)) return false;
  const isImported = await importPayment(ctx, {
    ...claim,
    accountId: account.accountId,
    gateway: gateway.id,
    reference: row.reference,
    source: sourceOfObligation(claim.obligation),
    amountCents: row.amountCents,
    currency: row.currency,
    chargedAt: row.createdAt,
  });
  if (isImported) await follow(ctx, row.reference);
  return isImported;
}

/** Both sides as they are now. */
async function lookAgain(
  ctx: Ctx,
  { accountId, account, gateway }: Books,
  difference: Difference,
): Promise<Difference[]> {
  const submittedAt = difference.ours?.chargedAt ?? difference.theirs?.chargedAt;
  const found = await gateway.findCharge(account, difference.reference, submittedAt && { submittedAt });
  if (found.kind === "unknown")
    throw new AppError("upstream_unavailable", { reason: "gateway_look_up_failed", cause: new Error(found.detail) });
  const ours = await loadOurCharge(ctx, accountId, difference.reference);
  if (found.kind === "found") {
    const at = difference.theirs?.chargedAt ?? difference.ours?.chargedAt ?? ctx.clock.now();
    return compareCharge(ours, theirsOf(difference.reference, found, at));
  }
  if (ours === null) return [];
  const missing = decideMissing(ours, ctx.clock.now());
  return missing ? [missing] : [];
}

function theirsOf(reference: string, found: Extract<FindOutcome, { kind: "found" }>, chargedAt: Date): TheirCharge {
  const { amountCents, currency, refundedCents, outcome } = found;
  const gatewayRef = outcome.gatewayRef ?? "";
  return { reference, gatewayRef, amountCents, currency, refundedCents, chargedAt, status: statusOf(found) };
}

function statusOf({
  outcome,
  reversal,
  disputes,
  ...sums
}: Extract<FindOutcome, { kind: "found" }>): TheirCharge["status"] {
  if (reversal) return reversal.kind;
  if (outcome.kind === "declined" || outcome.kind === "requires_action") return outcome.kind;
  if (disputes.some(({ status }) => status !== "won")) return "disputed";
  if (outcome.kind === "pending") return "pending";
  if (sums.refundedCents > 0) return sums.refundedCents < sums.amountCents ? "partially_refunded" : "refunded";
  return outcome.settled ? "settled" : "approved";
}
