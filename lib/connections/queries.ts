import { and, asc, desc, eq, isNotNull } from "drizzle-orm";
import { connections, connectSettings } from "@/db/schema/connections";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { ConnectionRow } from "./model";
import { lineStateOf } from "./rules";

/** All connections of the firm, the living ones first, each with how its line is now. @throws AppError forbidden */
export async function listConnections(ctx: Ctx): Promise<ConnectionRow[]> {
  requirePermission(ctx, "settings.manage");
  const now = ctx.clock.now();
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({
        id: connections.id,
        name: connections.name,
        system: connections.system,
        serviceVersion: connections.serviceVersion,
        scriptVersion: connections.scriptVersion,
        health: connections.health,
        createdAt: connections.createdAt,
        lastSeenAt: connections.lastSeenAt,
        revokedAt: connections.revokedAt,
        usedId: connectSettings.connectionId,
      })
      .from(connections)
      .leftJoin(
        connectSettings,
        and(eq(connectSettings.firmId, connections.firmId), eq(connectSettings.connectionId, connections.id)),
      )
      .where(eq(connections.firmId, ctx.firmId))
      .orderBy(asc(isNotNull(connections.revokedAt)), desc(connections.createdAt), asc(connections.id)),
  );
  return rows.map(({ lastSeenAt, revokedAt, usedId, ...row }) => ({
    ...row,
    ...lineStateOf({ lastSeenAt, revokedAt, createdAt: row.createdAt }, now),
    isInUse: usedId === row.id && revokedAt === null,
  }));
}
