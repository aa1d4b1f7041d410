import { and, eq } from "drizzle-orm";
import { schedules } from "@/db/schema/schedules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/**
 * In the transaction of a merge: the survivor gets the other's schedules, ended ones too. Each keeps its method, which moves with its
 * payer, and the words that were agreed to. Who was enrolled in one plan twice stays so: both were agreed to.
 */
export async function moveSchedules(ctx: Ctx, tx: Tx, fromId: string, toId: string): Promise<number> {
  const moved = await tx
    .update(schedules)
    .set({ payerId: toId })
    .where(and(eq(schedules.firmId, ctx.firmId), eq(schedules.payerId, fromId)));
  return moved.rowCount ?? 0;
}
