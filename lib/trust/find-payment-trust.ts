import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { TrustMatterKey, TrustStanding } from "./model";
import { readStanding } from "./queries";
import { freeToRefundCents } from "./rules";

export type PaymentTrust = TrustMatterKey & {
  standing: TrustStanding;
  /** What may go back of the matter now (T11). */
  freeCents: number;
  currency: string;
};

/** Where the matter of a trust payment stands; null for a payment into an operating account, or none at all. */
export async function findPaymentTrust(ctx: Ctx, paymentId: string): Promise<PaymentTrust | null> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({ payment: payments, kind: merchantAccounts.kind })
      .from(payments)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
      )
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
    const found = rows[0];
    if (found?.kind !== "trust") return null;
    const { accountId, clientRef, matterRef, currency } = found.payment;
    requireAccount(ctx, accountId);
    const key = { accountId, clientRef, matterRef };
    const { underWayCents, ...standing } = await readStanding(ctx, tx, key);
    return { ...key, standing, freeCents: freeToRefundCents({ ...standing, underWayCents }), currency };
  });
}
