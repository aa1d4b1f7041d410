import { and, eq, inArray } from "drizzle-orm";
import { disputes } from "@/db/schema/corrections";
import { operatingCharges, trustReplacements } from "@/db/schema/trust";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { chargeOperating } from "./internal/charge-operating";
import { replacementOfCharge, restateReplacing } from "./internal/restate-replacing";
import { findTrustAccount } from "./internal/trust-account";
import type { TrustMatterKey } from "./model";

type Payment = TrustMatterKey & { id: string; currency: string };
type Account = { id: string; feeAccountId: string };
type Dispute = typeof disputes.$inferSelect;
type Charged = { charge: typeof operatingCharges.$inferSelect; outcome: string | null };

/**
 * Charges to operating what the disputes of a payment into trust took, each dispute once, and takes back what a won one had taken (T5).
 * A dispute's fee is operating's whatever became of the dispute, also when the gateway names it, or another, only later. Does nothing
 * for operating money. The payment is locked, and its disputes are written down.
 */
export async function chargeDisputes(ctx: Ctx, tx: Tx, payment: Payment): Promise<void> {
  const account = await findTrustAccount(ctx, tx, payment.accountId);
  if (!account) return;
  const known = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.firmId, ctx.firmId), eq(disputes.paymentId, payment.id)))
    .orderBy(disputes.openedAt, disputes.gatewayRef);
  const charged = await listCharged(ctx, tx, payment.id);
  for (const dispute of known) {
    const { gatewayRef: cause, amountCents } = dispute;
    if (dispute.status !== "won")
      await chargeOperating(ctx, tx, { payment, account, kind: "chargeback", cause, amountCents });
    else await takeBackCharge(ctx, tx, payment, account, charged.find(isOf("chargeback", cause)));
    await chargeFee(ctx, tx, payment, account, dispute, charged);
  }
}

function listCharged(ctx: Ctx, tx: Tx, paymentId: string): Promise<Charged[]> {
  return tx
    .select({ charge: operatingCharges, outcome: trustReplacements.outcome })
    .from(operatingCharges)
    .leftJoin(trustReplacements, replacementOfCharge())
    .where(
      and(
        eq(operatingCharges.firmId, ctx.firmId),
        eq(operatingCharges.paymentId, paymentId),
        inArray(operatingCharges.kind, ["chargeback", "dispute_fee"]),
      ),
    );
}

function isOf(kind: "chargeback" | "dispute_fee", gatewayRef: string) {
  return ({ charge }: Charged) =>
    charge.kind === kind && (charge.cause === gatewayRef || charge.cause.startsWith(`${gatewayRef}#`));
}

/** The difference to what is charged already; the first under the dispute's own name. */
async function chargeFee(
  ctx: Ctx,
  tx: Tx,
  payment: Payment,
  account: Account,
  { gatewayRef, feeCents }: Dispute,
  charged: readonly Charged[],
): Promise<void> {
  const earlier = charged.filter(isOf("dispute_fee", gatewayRef));
  const amountCents = feeCents - earlier.reduce((sum, { charge }) => sum + charge.amountCents, 0);
  if (amountCents === 0) return;
  const cause = earlier.length === 0 ? gatewayRef : `${gatewayRef}#${earlier.length + 1}`;
  await chargeOperating(ctx, tx, { payment, account, kind: "dispute_fee", cause, amountCents });
}

/** What was not replaced yet need not be; what was is taken out of trust again, by a person. */
async function takeBackCharge(
  ctx: Ctx,
  tx: Tx,
  payment: Payment,
  account: Account,
  charged: Charged | undefined,
): Promise<void> {
  if (!charged) return;
  const { charge, outcome } = charged;
  if (outcome === null) {
    const seenTo = { outcome: "won_back", note: "", actor: actorName(ctx.actor), at: ctx.clock.now() } as const;
    await tx.insert(trustReplacements).values({ firmId: ctx.firmId, chargeId: charge.id, ...seenTo });
    await restateReplacing(ctx, tx, account.id);
  } else if (outcome === "replaced") {
    const amountCents = -charge.amountCents;
    await chargeOperating(ctx, tx, { payment, account, kind: "chargeback_back", cause: charge.cause, amountCents });
  }
}
