import { and, desc, eq } from "drizzle-orm";
import { scheduleMandates } from "@/db/schema/schedules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** What holds now between a schedule and its payer. */
export async function findMandate(ctx: Ctx, tx: Tx, scheduleId: string) {
  const [row] = await tx
    .select()
    .from(scheduleMandates)
    .where(and(eq(scheduleMandates.firmId, ctx.firmId), eq(scheduleMandates.scheduleId, scheduleId)))
    .orderBy(desc(scheduleMandates.at), desc(scheduleMandates.id))
    .limit(1);
  return row ?? null;
}
