import { and, eq, isNull } from "drizzle-orm";
import { connectionRequests, connections } from "@/db/schema/connections";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { RevokeConnectionInput } from "./schemas";

/**
 * Ends a connection for good: its key opens nothing from now on, and its service is told so. Its postings and batches stay readable.
 * Twice is once.
 * @throws AppError forbidden, not_found (connection_unknown)
 */
export async function revokeConnection(ctx: Ctx, { connectionId }: RevokeConnectionInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  const isIt = and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId));
  return inFirm(ctx, async (tx) => {
    const ended = await tx
      .update(connections)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(isIt, isNull(connections.revokedAt)))
      .returning({ name: connections.name });
    const [row] = ended;
    if (!row) {
      const known = await tx.select({ id: connections.id }).from(connections).where(isIt);
      if (known.length === 0) throw new AppError("not_found", { reason: "connection_unknown" });
      return { id: connectionId };
    }
    await tx
      .delete(connectionRequests)
      .where(and(eq(connectionRequests.firmId, ctx.firmId), eq(connectionRequests.connectionId, connectionId)));
    const subject = { objectType: "connection", objectId: connectionId } as const;
    await clearAlerts(ctx, tx, { ...subject, kinds: ["connector_down"] });
    await appendAudit(ctx, tx, { ...subject, action: "connection.revoke", detail: { name: row.name } });
    return { id: connectionId };
  });
}
