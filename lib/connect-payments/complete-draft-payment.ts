import { completeAction } from "@/lib/payments/complete-action";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { PayAnswer } from "./model";
import { requirePaymentOfDraft } from "./read-outcome";
import type { DraftPaymentInput } from "./schemas";

/** The bank's question about a payment of a draft has been answered: the gateway says how. @throws AppError forbidden, not_found */
export async function completeDraftPayment(ctx: Ctx, { draftId, paymentId }: DraftPaymentInput): Promise<PayAnswer> {
  requirePermission(ctx, "connect.pay");
  await requirePaymentOfDraft(ctx, draftId, paymentId);
  const result = await completeAction(ctx, paymentId);
  if (result.kind === "declined") return { kind: "declined", paymentId, declineCode: result.declineCode };
  if (result.kind === "failed") return { kind: "declined", paymentId, declineCode: "" };
  if (result.kind === "requires_action")
    return { kind: "requires_action", paymentId, challengeUrl: result.challengeUrl };
  return { kind: "done" };
}
