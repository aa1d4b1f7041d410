import { and, count, eq, gte } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { MAX_METHOD_DECLINES, RETRY_SPAN_DAYS } from "./model";

const DAY_MS = 86_400_000;

/**
 * The networks count all tries on a card, whatever they were for: one that was declined so often within 30 days is not charged again,
 * by no job and no press.
 * @throws AppError refused (method_tried_often)
 */
export async function checkMethodTries(ctx: Ctx, tx: Tx, method: { id: string; payerId: string }): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - RETRY_SPAN_DAYS * DAY_MS);
  const [row] = await tx
    .select({ n: count() })
    .from(payments)
    .where(
      and(
        eq(payments.firmId, ctx.firmId),
        eq(payments.payerId, method.payerId),
        eq(payments.savedMethodId, method.id),
        eq(payments.status, "declined"),
        gte(payments.createdAt, since),
      ),
    );
  if ((row?.n ?? 0) >= MAX_METHOD_DECLINES) throw new AppError("refused", { reason: "method_tried_often" });
}
