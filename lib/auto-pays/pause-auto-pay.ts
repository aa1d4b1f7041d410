import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockChangeable } from "./internal/make";
import { moveByHand, skipOpenRuns } from "./internal/move-state";
import type { AutoPayIdInput } from "./schemas";

/**
 * Stops runs until it is resumed; one that waits or is to be tried again is left out. The same again changes nothing.
 * @throws AppError forbidden, not_found, refused (auto_pay_cancelled, auto_pay_not_active)
 */
export async function pauseAutoPay(ctx: Ctx, { autoPayId }: AutoPayIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    const autoPay = await lockChangeable(ctx, tx, autoPayId);
    if (autoPay.status === "paused") return { id: autoPayId };
    if (autoPay.status !== "active") throw new AppError("refused", { reason: "auto_pay_not_active" });
    await skipOpenRuns(ctx, tx, autoPayId, "stopped");
    const change = { status: "paused", nextRunOn: null, nextAt: null } as const;
    await moveByHand(ctx, tx, autoPay, { kind: "paused", change });
    return { id: autoPayId };
  });
}
