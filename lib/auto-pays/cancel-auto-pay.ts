import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockAutoPay } from "./internal/load";
import { moveByHand, skipOpenRuns } from "./internal/move-state";
import type { AutoPayIdInput } from "./schemas";

/**
 * Ends it for good. What is at the gateway already goes its way; what was paid stays. The same again changes nothing.
 * @throws AppError forbidden, not_found (auto_pay_unknown, connect_off)
 */
export async function cancelAutoPay(ctx: Ctx, { autoPayId }: AutoPayIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "connect.pay");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const autoPay = await lockAutoPay(ctx, tx, autoPayId);
    if (autoPay.status === "cancelled") return { id: autoPayId };
    await skipOpenRuns(ctx, tx, autoPayId, "stopped");
    const change = { status: "cancelled", nextRunOn: null, nextAt: null } as const;
    await moveByHand(ctx, tx, autoPay, { kind: "cancelled", change });
    const kinds = ["auto_pay_failed", "auto_pay_ended"] as const;
    await clearAlerts(ctx, tx, { objectType: "auto_pay", objectId: autoPayId, kinds });
    return { id: autoPayId };
  });
}
