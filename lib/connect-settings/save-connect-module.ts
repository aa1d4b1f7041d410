import { eq } from "drizzle-orm";
import { connectSettings } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockConnectSettings } from "./internal/lock-connect-settings";
import type { ConnectModuleInput } from "./schemas";

/**
 * Switches the whole module on or off. Off: its screens, API and jobs are gone; what it holds stays and waits.
 * @throws AppError forbidden
 */
export async function saveConnectModule(ctx: Ctx, { isOn }: ConnectModuleInput): Promise<ConnectModuleInput> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const before = await lockConnectSettings(ctx, tx);
    if (before.isOn === isOn) return { isOn };
    await tx.update(connectSettings).set({ isOn }).where(eq(connectSettings.firmId, ctx.firmId));
    await appendAudit(ctx, tx, {
      action: isOn ? "connect.switched_on" : "connect.switched_off",
      objectType: "firm",
      objectId: ctx.firmId,
    });
    return { isOn };
  });
}
