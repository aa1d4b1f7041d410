import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { mailAsker } from "./internal/request-mails";
import { closeRequest, lockWaiting } from "./internal/requests";
import { requireSecondPerson } from "./internal/require-second-person";
import type { DeclineRefundInput } from "./schemas";

/**
 * The second person's no, with the reason that whoever asked reads. Nothing was reserved, so nothing is given free; it may be asked again.
 * @throws AppError forbidden, not_found (refund_request_unknown), conflict (refund_request_decided), refused (own_refund_request)
 */
export async function declineRefund(ctx: Ctx, input: DeclineRefundInput): Promise<{ requestId: string }> {
  requirePermission(ctx, "payments.refund");
  return inFirm(ctx, async (tx) => {
    const { request } = await lockWaiting(ctx, tx, input.requestId);
    requireSecondPerson(ctx, request);
    await closeRequest(ctx, tx, request, { status: "declined", note: input.note });
    await mailAsker(ctx, tx, request, "declined");
    return { requestId: request.id };
  });
}
