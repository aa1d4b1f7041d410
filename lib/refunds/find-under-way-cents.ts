import { and, eq, inArray, sum } from "drizzle-orm";
import { refunds } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** Refunds that are sent but not answered: they count as gone until we know. */
export async function refundsUnderWayCents(ctx: Ctx, tx: Tx, paymentId: string): Promise<number> {
  const rows = await tx
    .select({ cents: sum(refunds.amountCents).mapWith(Number) })
    .from(refunds)
    .where(
      and(
        eq(refunds.firmId, ctx.firmId),
        eq(refunds.paymentId, paymentId),
        inArray(refunds.status, ["processing", "unknown"]),
      ),
    );
  return rows[0]?.cents ?? 0;
}
