import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";

/** When a connection of the firm was made, and when its service last called; null when it never did. */
export async function findLastSeen(
  ctx: Ctx,
  tx: Tx,
  connectionId: string,
): Promise<{ lastSeenAt: Date | null; createdAt: Date }> {
  const rows = await tx
    .select({ lastSeenAt: connections.lastSeenAt, createdAt: connections.createdAt })
    .from(connections)
    .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId)));
  const [row] = rows;
  invariant(row, `connection ${connectionId} exists`);
  return row;
}
