import { and, asc, eq, isNull } from "drizzle-orm";
import { associations } from "@/db/schema/associations";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

export type StoredAssociation = typeof associations.$inferSelect;

/** What a payer has now, at one connection or at all of them; oldest first. */
export async function loadAssociations(
  ctx: Ctx,
  tx: Tx,
  payerId: string,
  connectionId: string | null,
): Promise<StoredAssociation[]> {
  return tx
    .select()
    .from(associations)
    .where(
      and(
        eq(associations.firmId, ctx.firmId),
        eq(associations.payerId, payerId),
        connectionId === null ? undefined : eq(associations.connectionId, connectionId),
        isNull(associations.removedAt),
      ),
    )
    .orderBy(asc(associations.createdAt), asc(associations.id));
}
