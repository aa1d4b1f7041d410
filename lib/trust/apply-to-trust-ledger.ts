import type { PaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { chargeOperating } from "./internal/charge-operating";
import { findTrustAccount } from "./internal/trust-account";
import type { TrustMatterKey } from "./model";
import { chargeOfMove } from "./rules";

type Payment = TrustMatterKey & { id: string; amountCents: number; currency: string; settledAt: Date | null };

/**
 * What a move of a payment into trust means for operating, in the transaction of the move: a return is charged to it. Disputes are
 * charged by `chargeDisputes`, since there may be several and one may change without a move. The ledger itself and the alarm of a matter
 * below zero are written by the database with the move. `payment` is as it was before all moves of the transaction.
 */
export async function applyToTrustLedger(
  ctx: Ctx,
  tx: Tx,
  payment: Payment,
  { from, to }: { from: PaymentStatus; to: PaymentStatus },
): Promise<void> {
  const kind = chargeOfMove({ to, hasSettled: payment.settledAt !== null || from !== "pending" });
  if (kind !== "return") return;
  const account = await findTrustAccount(ctx, tx, payment.accountId);
  if (!account) return;
  await chargeOperating(ctx, tx, { payment, account, kind, cause: "return", amountCents: payment.amountCents });
}
