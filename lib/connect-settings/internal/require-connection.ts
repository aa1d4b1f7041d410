import { and, eq, isNull } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import type { ConnectionInUse } from "@/lib/connections/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** A connection of the firm that was not revoked. @throws AppError not_found (`connection_unknown`) */
export async function requireConnection(ctx: Ctx, tx: Tx, connectionId: string): Promise<ConnectionInUse> {
  const rows = await tx
    .select({ id: connections.id, system: connections.system, name: connections.name })
    .from(connections)
    .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId), isNull(connections.revokedAt)))
    .for("update");
  const [row] = rows;
  if (!row) throw new AppError("not_found", { reason: "connection_unknown" });
  return row;
}
