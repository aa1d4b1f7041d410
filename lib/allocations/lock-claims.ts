import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/**
 * Lets one transaction at a time begin to pay items of a matter system, until it ends: two that look at the same balance at once would
 * both find it open. Taken before money is claimed for lines, and before anything is counted that must still hold then.
 */
export async function lockClaims(ctx: Ctx, tx: Tx, connectionId: string): Promise<void> {
  const key = `${ctx.firmId}/item-claims/${connectionId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}
