import { methodRequests } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockRequest, requestIs } from "./internal/load";
import { mailRequest } from "./internal/mail-request";
import { decideRequest } from "./rules";
import type { RequestIdInput } from "./schemas";

/** Mails an open request again. @throws AppError forbidden, not_found, refused (request_done, request_cancelled, request_expired) */
export async function resendMethodRequest(
  ctx: Ctx,
  input: RequestIdInput,
): Promise<{ id: string; addresses: string[] }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    const request = await lockRequest(ctx, tx, input.requestId);
    requireAccount(ctx, request.accountId);
    const now = ctx.clock.now();
    const decision = decideRequest(request, now);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    // Within one minute a second press is the same resend.
    await mailRequest(ctx, tx, request, `again-${Math.floor(now.getTime() / 60_000)}`);
    await tx.update(methodRequests).set({ sentAt: now }).where(requestIs(ctx, request.id));
    await appendAudit(ctx, tx, {
      action: "method.request_resend",
      objectType: "payer",
      objectId: request.payerId,
      detail: { requestId: request.id, to: request.sentTo },
    });
    return { id: request.id, addresses: request.sentTo };
  });
}
