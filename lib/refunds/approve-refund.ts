import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { checkRefundable, placeRefund } from "./internal/place-refund";
import { mailAsker } from "./internal/request-mails";
import { closeRequest, lockWaiting } from "./internal/requests";
import { requireSecondPerson } from "./internal/require-second-person";
import { sendRefund } from "./internal/send-refund";
import type { RefundResult } from "./model";
import type { ApproveRefundInput } from "./schemas";

/**
 * The second person's yes: the refund is made as any other, with all its checks anew, in the approver's name. When a check refuses, the
 * request waits on. Of two who approve at once one does; the other is told that it is decided.
 * @throws AppError forbidden, not_found (refund_request_unknown), conflict (refund_request_decided), refused (own_refund_request,
 * not_refundable, amount_above_rest, trust_balance_too_low, being_voided), money_frozen
 */
export async function approveRefund(ctx: Ctx, input: ApproveRefundInput): Promise<RefundResult> {
  requirePermission(ctx, "payments.refund");
  const order = await inFirm(ctx, async (tx) => {
    const { request, payment } = await lockWaiting(ctx, tx, input.requestId);
    requireSecondPerson(ctx, request);
    const { amountCents, reason } = request;
    await checkRefundable(ctx, tx, payment, amountCents);
    const placed = await placeRefund(ctx, tx, payment, {
      amountCents,
      reason,
      requestKey: `refund-request:${request.id}`,
    });
    await closeRequest(ctx, tx, request, { status: "approved", note: input.note, refundId: placed.refundId });
    await mailAsker(ctx, tx, request, "approved");
    return placed;
  });
  return sendRefund(ctx, order);
}
