import { and, desc, eq, ne } from "drizzle-orm";
import { disputes } from "@/db/schema/corrections";
import { operatingCharges, trustReplacements } from "@/db/schema/trust";
import type { PaymentStatus } from "@/lib/payments/model";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { chargeOperating } from "./internal/charge-operating";
import { replacementOfCharge, restateReplacing } from "./internal/restate-replacing";
import { findTrustAccount } from "./internal/trust-account";
import type { TrustMatterKey } from "./model";
import { chargeOfMove } from "./rules";

type Payment = TrustMatterKey & { id: string; amountCents: number; currency: string; settledAt: Date | null };
type Account = { id: string; feeAccountId: string };

/**
 * What a move of a payment into trust means for operating, in the transaction of the move: a return or chargeback is charged to it, a
 * dispute that was won takes the charge back. The ledger itself and the alarm of a matter below zero are written by the database with
 * the move. `payment` is as it was before all moves of the transaction.
 */
export async function applyToTrustLedger(
  ctx: Ctx,
  tx: Tx,
  payment: Payment,
  { from, to }: { from: PaymentStatus; to: PaymentStatus },
): Promise<void> {
  const wasDisputed = from === "disputed" || from === "dispute_lost";
  const kind = chargeOfMove({ to, hasSettled: payment.settledAt !== null || from !== "pending" });
  const isWin = wasDisputed && to !== "dispute_lost" && to !== "disputed";
  if (!kind && !isWin) return;
  const account = await findTrustAccount(ctx, tx, payment.accountId);
  if (!account) return;
  if (kind === "return") {
    await chargeOperating(ctx, tx, { payment, account, kind, cause: "return", amountCents: payment.amountCents });
  } else if (kind === "chargeback") await chargeDispute(ctx, tx, payment, account);
  else await takeBackCharges(ctx, tx, payment, account);
}

async function chargeDispute(ctx: Ctx, tx: Tx, payment: Payment, account: Account): Promise<void> {
  const rows = await tx
    .select()
    .from(disputes)
    .where(and(eq(disputes.firmId, ctx.firmId), eq(disputes.paymentId, payment.id), ne(disputes.status, "won")))
    .orderBy(desc(disputes.openedAt))
    .limit(1);
  const dispute = rows[0];
  const cause = dispute?.gatewayRef ?? "dispute";
  const amountCents = dispute?.amountCents ?? payment.amountCents;
  await chargeOperating(ctx, tx, { payment, account, kind: "chargeback", cause, amountCents });
  if (dispute && dispute.feeCents > 0)
    await chargeOperating(ctx, tx, { payment, account, kind: "dispute_fee", cause, amountCents: dispute.feeCents });
}

/** What was not replaced yet need not be; what was is taken out of trust again, by a person. The dispute's fee stays. */
async function takeBackCharges(ctx: Ctx, tx: Tx, payment: Payment, account: Account): Promise<void> {
  const charged = await tx
    .select({ charge: operatingCharges, outcome: trustReplacements.outcome })
    .from(operatingCharges)
    .leftJoin(trustReplacements, replacementOfCharge())
    .where(
      and(
        eq(operatingCharges.firmId, ctx.firmId),
        eq(operatingCharges.paymentId, payment.id),
        eq(operatingCharges.kind, "chargeback"),
      ),
    );
  for (const { charge, outcome } of charged) {
    const { id: chargeId, cause } = charge;
    if (outcome === null) {
      const seenTo = { outcome: "won_back", note: "", actor: actorName(ctx.actor), at: ctx.clock.now() } as const;
      await tx.insert(trustReplacements).values({ firmId: ctx.firmId, chargeId, ...seenTo });
    } else if (outcome === "replaced") {
      const amountCents = -charge.amountCents;
      await chargeOperating(ctx, tx, { payment, account, kind: "chargeback_back", cause, amountCents });
    }
  }
  await restateReplacing(ctx, tx, account.id);
}
