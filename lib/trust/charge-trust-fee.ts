import { and, count, eq, sum } from "drizzle-orm";
import { operatingCharges } from "@/db/schema/trust";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { chargeOperating } from "./internal/charge-operating";
import { findTrustAccount } from "./internal/trust-account";
import type { TrustMatterKey } from "./model";

/**
 * Trust is credited gross: what the gateway keeps of a payment into trust is operating's to pay (T4). Once it says another fee, the
 * difference is charged. Does nothing for operating money.
 */
export async function chargeTrustFee(
  ctx: Ctx,
  tx: Tx,
  payment: TrustMatterKey & { id: string; currency: string },
  feeCents: number,
): Promise<void> {
  const account = await findTrustAccount(ctx, tx, payment.accountId);
  if (!account) return;
  const rows = await tx
    .select({ cents: sum(operatingCharges.amountCents).mapWith(Number), count: count() })
    .from(operatingCharges)
    .where(
      and(
        eq(operatingCharges.firmId, ctx.firmId),
        eq(operatingCharges.paymentId, payment.id),
        eq(operatingCharges.kind, "fee"),
      ),
    );
  const chargedCents = rows[0]?.cents ?? 0;
  const amountCents = feeCents - chargedCents;
  if (amountCents === 0) return;
  // Numbered, since a fee may come back to what it was.
  const cause = `${(rows[0]?.count ?? 0) + 1}:${chargedCents}-${feeCents}`;
  await chargeOperating(ctx, tx, { payment, account, kind: "fee", cause, amountCents });
}
