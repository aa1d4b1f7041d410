import { and, eq, inArray } from "drizzle-orm";
import { associations } from "@/db/schema/associations";
import { moveEnrollments } from "@/lib/auto-pays/move-auto-pays";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { loadAssociations, type StoredAssociation } from "./internal/load";
import { nameOf } from "./rules";

/** In the transaction of a merge: the survivor gets what the other had. What both had stays the survivor's own, and the other's ends. */
export async function moveAssociations(ctx: Ctx, tx: Tx, fromId: string, toId: string): Promise<void> {
  const keyOf = (row: StoredAssociation) => `${row.connectionId} ${nameOf(row)}`;
  const own = new Map((await loadAssociations(ctx, tx, toId, null)).map((row) => [keyOf(row), row.id]));
  const others = await loadAssociations(ctx, tx, fromId, null);
  const doubles: string[] = [];
  for (const row of others) {
    const kept = own.get(keyOf(row));
    if (kept === undefined) continue;
    doubles.push(row.id);
    await moveEnrollments(ctx, tx, row.id, kept);
  }
  if (doubles.length > 0)
    await tx
      .update(associations)
      .set({ removedAt: ctx.clock.now() })
      .where(and(eq(associations.firmId, ctx.firmId), inArray(associations.id, doubles)));
  await tx
    .update(associations)
    .set({ payerId: toId })
    .where(and(eq(associations.firmId, ctx.firmId), eq(associations.payerId, fromId)));
}
