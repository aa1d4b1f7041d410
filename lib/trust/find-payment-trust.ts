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

type Payment = TrustMatterKey & { accountKind: "operating" | "trust"; currency: string };

/** Where the matter of a payment stands; null for operating money. @throws AppError forbidden, not_found */
export async function findPaymentTrust(ctx: Ctx, payment: Payment): Promise<PaymentTrust | null> {
  requirePermission(ctx, "payments.view");
  const { accountId, clientRef, matterRef, currency } = payment;
  requireAccount(ctx, accountId);
  if (payment.accountKind !== "trust") return null;
  const key = { accountId, clientRef, matterRef };
  const { underWayCents, ...standing } = await inFirm(ctx, (tx) => readStanding(ctx, tx, key));
  return { ...key, standing, freeCents: freeToRefundCents({ ...standing, underWayCents }), currency };
}
