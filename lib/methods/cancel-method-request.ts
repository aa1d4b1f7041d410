import { and, eq } from "drizzle-orm";
import { methodRequests, paymentMethods } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockRequest, requestIs } from "./internal/load";
import { decideRequest, intentOfRequest } from "./rules";
import type { RequestIdInput } from "./schemas";

/**
 * Withdraws an open request. One by which a method is being saved right now runs to its end.
 * @throws AppError forbidden, not_found, refused (request_done, request_cancelled, request_expired, method_being_saved)
 */
export async function cancelMethodRequest(ctx: Ctx, input: RequestIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "payers.manage");
  return inFirm(ctx, async (tx) => {
    const request = await lockRequest(ctx, tx, input.requestId);
    requireAccount(ctx, request.accountId);
    const now = ctx.clock.now();
    const decision = decideRequest(request, now);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    const saving = await tx
      .select({ id: paymentMethods.id })
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.firmId, ctx.firmId),
          eq(paymentMethods.intent, intentOfRequest(request.id)),
          eq(paymentMethods.status, "processing"),
        ),
      );
    if (saving.length > 0) throw new AppError("refused", { reason: "method_being_saved" });
    await tx.update(methodRequests).set({ status: "cancelled", closedAt: now }).where(requestIs(ctx, request.id));
    await appendAudit(ctx, tx, {
      action: "method.request_cancel",
      objectType: "payer",
      objectId: request.payerId,
      detail: { requestId: request.id },
    });
    return { id: request.id };
  });
}
