import { sql } from "drizzle-orm";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/**
 * Puts the rows of each key of `payment_days` together. Charges only ever add rows, so that none waits for another; sums are right
 * before and after. Does nothing while the last days hold fewer than `leastRows`. @returns how many rows were put together
 */
export async function mergePaymentDays(ctx: Ctx, { leastRows }: { leastRows: number }): Promise<{ merged: number }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const today = ctx.clock.now().toISOString().slice(0, 10);
    const recent = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from payment_days where firm_id = ${ctx.firmId} and day > ${today}::date - 8`);
    if ((recent.rows[0]?.count ?? 0) < leastRows) return { merged: 0 };
    const { rows } = await tx.execute<{ merged: string }>(sql`select compact_payment_days() as merged`);
    return { merged: Number(rows[0]?.merged ?? 0) };
  });
}
