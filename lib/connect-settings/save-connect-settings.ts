import { eq } from "drizzle-orm";
import { connectSettings } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockConnectSettings } from "./internal/lock-connect-settings";
import type { ConnectSettings } from "./model";
import { requireConnectOn } from "./require-connect-on";
import type { ConnectSettingsInput } from "./schemas";

/**
 * Sets how postings are made. Records that exist keep what they were made with.
 * @throws AppError forbidden, not_found (`connect_off`)
 */
export async function saveConnectSettings(ctx: Ctx, input: ConnectSettingsInput): Promise<ConnectSettings> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const before = await lockConnectSettings(ctx, tx);
    await tx.update(connectSettings).set(input).where(eq(connectSettings.firmId, ctx.firmId));
    const after = { ...before, ...input };
    await appendAudit(ctx, tx, {
      action: "connect_settings.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(before), after: JSON.stringify(after) },
    });
    return after;
  });
}
