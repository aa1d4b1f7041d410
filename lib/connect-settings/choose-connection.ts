import { eq } from "drizzle-orm";
import { connectSettings } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockConnectSettings } from "./internal/lock-connect-settings";
import { requireConnection } from "./internal/require-connection";
import { requireConnectOn } from "./require-connect-on";
import type { ChooseConnectionInput } from "./schemas";

/**
 * Makes a connection the one in use. New payments and associations go to it; records that exist stay with theirs.
 * @throws AppError forbidden, not_found (`connection_unknown`: none of the firm's, or revoked)
 */
export async function chooseConnection(ctx: Ctx, { connectionId }: ChooseConnectionInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const before = await lockConnectSettings(ctx, tx);
    await requireConnection(ctx, tx, connectionId);
    if (before.connectionId === connectionId) return { id: connectionId };
    await tx.update(connectSettings).set({ connectionId }).where(eq(connectSettings.firmId, ctx.firmId));
    await appendAudit(ctx, tx, {
      action: "connection.chosen",
      objectType: "connection",
      objectId: connectionId,
      detail: { before: before.connectionId },
    });
    return { id: connectionId };
  });
}
