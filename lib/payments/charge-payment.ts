import { gatewayOf } from "@/lib/gateways/registry";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findLastAttempt } from "./find-last-attempt";
import { type ChargeIntent, type Claim, claimObligation } from "./internal/claim";
import type { ChargeResult } from "./model";
import { recordOutcome } from "./record-outcome";

export type ChargeInput = {
  /** What is owed, once: "link:lnk_1". At most one attempt of it is ever open or successful. */
  obligation: string;
  /** One-time token of the gateway's hosted field, or the stored token of a saved method. */
  methodToken: string;
  /** Runs in the claiming transaction: locks the source, checks that it may be paid, says what to charge. May throw AppError. */
  prepare: (tx: Tx) => Promise<ChargeIntent>;
};

/**
 * The one function that charges money, whatever the source: commit the intent, ask the gateway, commit the outcome with all that
 * follows from it. A crash between the steps leaves an attempt that `reconcilePayments` finishes by asking the gateway.
 */
export async function chargePayment(ctx: Ctx, input: ChargeInput): Promise<ChargeResult> {
  const claim = await takeClaim(ctx, input);
  if (claim.kind === "in_progress") return claim;
  try {
    const outcome = await gatewayOf(claim.gateway, ctx).charge(claim.request);
    return await recordOutcome(ctx, claim.paymentId, outcome);
  } catch (error) {
    // The gateway may have taken it, so that "failed" would be a lie: whoever pays would pay again elsewhere. Recovery writes it down.
    log().error({ err: error, paymentId: claim.paymentId }, "outcome not written down");
    return { kind: "unknown", paymentId: claim.paymentId };
  }
}

async function takeClaim(ctx: Ctx, input: ChargeInput): Promise<Claim> {
  try {
    return await inFirm(ctx, async (tx) => {
      const intent = await input.prepare(tx);
      return claimObligation(ctx, tx, input.obligation, input.methodToken, intent);
    });
  } catch (error) {
    // Lost the race for the claim: somebody else's attempt stands.
    if (!isClaimTaken(error)) throw error;
    const holder = await inFirm(ctx, (tx) => findLastAttempt(ctx, tx, input.obligation));
    if (!holder) throw error;
    return { kind: "in_progress", paymentId: holder.paymentId, status: holder.status };
  }
}

const CLAIM_INDEXES = ["payments_one_open_claim", "payments_attempt"];

function isClaimTaken(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "constraint" in cause && CLAIM_INDEXES.includes(String(cause.constraint));
}
