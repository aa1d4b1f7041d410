import { and, eq, isNull } from "drizzle-orm";
import { connections, connectSettings } from "@/db/schema/connections";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ConnectionInUse } from "./model";

/** The connection of the matter system that the firm works with; null while the module is off or none is chosen. */
export async function findConnectionInUse(ctx: Ctx, tx: Tx): Promise<ConnectionInUse | null> {
  const rows = await tx
    .select({ id: connections.id, system: connections.system, name: connections.name })
    .from(connectSettings)
    .innerJoin(
      connections,
      and(eq(connections.firmId, connectSettings.firmId), eq(connections.id, connectSettings.connectionId)),
    )
    .where(and(eq(connectSettings.firmId, ctx.firmId), eq(connectSettings.isOn, true), isNull(connections.revokedAt)));
  return rows[0] ?? null;
}
