import { and, eq, isNull } from "drizzle-orm";
import { connections, connectSettings } from "@/db/schema/connections";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockConnectSettings } from "./internal/lock-connect-settings";
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
    const rows = await tx
      .select({ id: connections.id })
      .from(connections)
      .where(
        and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId), isNull(connections.revokedAt)),
      )
      .for("update");
    if (rows.length === 0) throw new AppError("not_found", { reason: "connection_unknown" });
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
