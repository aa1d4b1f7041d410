import { findConnectionInUse } from "@/lib/connections/find-connection-in-use";
import type { MatterSystemId } from "@/lib/matter-systems/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { getConnectSettings } from "./queries";

/** What a form of Connect begins with: the firm's A/R message, and its matter system if one is in use. @throws AppError forbidden */
export async function findConnectDefaults(ctx: Ctx): Promise<{ arMessage: string; system: MatterSystemId | null }> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const { arMessage } = await getConnectSettings(ctx, tx);
    return { arMessage, system: (await findConnectionInUse(ctx, tx))?.system ?? null };
  });
}
