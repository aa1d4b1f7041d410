import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findAsker } from "./internal/allowance";
import { closeRequest, lockWaiting } from "./internal/requests";
import type { CancelRefundRequestInput } from "./schemas";

/**
 * Takes a request back before it is decided; only the person behind it may, the second person declines.
 * @throws AppError forbidden, not_found (refund_request_unknown), conflict (refund_request_decided), refused (not_own_refund_request)
 */
export async function cancelRefundRequest(ctx: Ctx, input: CancelRefundRequestInput): Promise<{ requestId: string }> {
  requirePermission(ctx, "payments.refund");
  return inFirm(ctx, async (tx) => {
    const { request } = await lockWaiting(ctx, tx, input.requestId);
    const { person } = await findAsker(ctx, tx);
    if (person !== request.askedPerson) throw new AppError("refused", { reason: "not_own_refund_request" });
    await closeRequest(ctx, tx, request, { status: "cancelled" });
    return { requestId: request.id };
  });
}
