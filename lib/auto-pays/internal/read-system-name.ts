import { and, eq } from "drizzle-orm";
import { connections } from "@/db/schema/connections";
import { isMatterSystem, MATTER_SYSTEM_NAMES } from "@/lib/matter-systems/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { StoredAutoPay } from "./load";

/** "Elite 3E": the matter system that an Auto-Pay draws on. */
export async function readSystemName(ctx: Ctx, tx: Tx, { connectionId }: StoredAutoPay): Promise<string> {
  const [row] = await tx
    .select({ system: connections.system })
    .from(connections)
    .where(and(eq(connections.firmId, ctx.firmId), eq(connections.id, connectionId)));
  return row && isMatterSystem(row.system) ? MATTER_SYSTEM_NAMES[row.system] : "";
}
