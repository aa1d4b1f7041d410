import { and, eq } from "drizzle-orm";
import type { associations } from "@/db/schema/associations";
import { autoPayEnrollments } from "@/db/schema/auto-pays";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { lockAutoPay } from "./internal/load";
import { followCalendar } from "./internal/make";
import { nameOf } from "./internal/names-of";
import { writeEvent } from "./internal/write-event";

/** An association ends: nothing draws on it any more, which the history of each Auto-Pay says. In the transaction of its end. */
export async function removeEnrollments(
  ctx: Ctx,
  tx: Tx,
  association: typeof associations.$inferSelect,
): Promise<void> {
  const here = and(eq(autoPayEnrollments.firmId, ctx.firmId), eq(autoPayEnrollments.associationId, association.id));
  const rows = await tx.delete(autoPayEnrollments).where(here).returning({ autoPayId: autoPayEnrollments.autoPayId });
  for (const { autoPayId } of rows) {
    await followCalendar(ctx, tx, await lockAutoPay(ctx, tx, autoPayId));
    await writeEvent(ctx, tx, { autoPayId, kind: "association_removed", detail: { what: nameOf(association) } });
  }
}
