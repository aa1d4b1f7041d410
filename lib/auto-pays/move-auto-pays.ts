import { and, eq } from "drizzle-orm";
import { autoPayEnrollments, autoPays } from "@/db/schema/auto-pays";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** In the transaction of a merge, once associations have moved: the survivor gets the other's Auto-Pays. */
export async function moveAutoPays(ctx: Ctx, tx: Tx, fromId: string, toId: string): Promise<number> {
  const moved = await tx
    .update(autoPays)
    .set({ payerId: toId })
    .where(and(eq(autoPays.firmId, ctx.firmId), eq(autoPays.payerId, fromId)));
  return moved.rowCount ?? 0;
}

/** What both payers had stays the survivor's own: what drew on the other's draws on that. */
export async function moveEnrollments(ctx: Ctx, tx: Tx, fromId: string, toId: string): Promise<void> {
  const of = (associationId: string) =>
    and(eq(autoPayEnrollments.firmId, ctx.firmId), eq(autoPayEnrollments.associationId, associationId));
  const rows = await tx.select().from(autoPayEnrollments).where(of(fromId));
  if (rows.length === 0) return;
  await tx
    .insert(autoPayEnrollments)
    .values(rows.map((row) => ({ ...row, associationId: toId })))
    .onConflictDoNothing();
  await tx.delete(autoPayEnrollments).where(of(fromId));
}
