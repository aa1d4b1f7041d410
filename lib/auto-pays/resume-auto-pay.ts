import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findNextLook } from "./internal/calendar";
import { lockChangeable } from "./internal/make";
import { moveByHand } from "./internal/move-state";
import type { AutoPayIdInput } from "./schemas";

/**
 * Lets a paused one run again, from its next day on; days that passed meanwhile are not made up for.
 * @throws AppError forbidden, not_found, refused (auto_pay_cancelled, auto_pay_not_paused)
 */
export async function resumeAutoPay(ctx: Ctx, { autoPayId }: AutoPayIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    const autoPay = await lockChangeable(ctx, tx, autoPayId);
    if (autoPay.status === "active") return { id: autoPayId };
    if (autoPay.status !== "paused") throw new AppError("refused", { reason: "auto_pay_not_paused" });
    const next = await findNextLook(ctx, tx, autoPay);
    await moveByHand(ctx, tx, autoPay, { kind: "resumed", change: { status: "active", ...next } });
    return { id: autoPayId };
  });
}
