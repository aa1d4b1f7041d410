import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { listOrderLines } from "./list-order-lines";
import type { OrderLine } from "./model";

/** What a payment bought on a page that sells; nothing for every other, and for one at an account that the actor may not see. @throws AppError forbidden */
export async function findOrder(ctx: Ctx, paymentId: string): Promise<OrderLine[]> {
  requirePermission(ctx, "payments.view");
  const limit = visibleAccountIds(ctx);
  return inFirm(ctx, async (tx) => {
    const [payment] = await tx
      .select({ obligation: payments.obligation, accountId: payments.accountId })
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
    if (!payment || (limit !== null && !limit.includes(payment.accountId))) return [];
    return listOrderLines(ctx, tx, payment.obligation);
  });
}
