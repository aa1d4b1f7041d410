import { and, desc, eq, gt, inArray, ne, notInArray, sql } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { LikelyDuplicate } from "@/lib/payment-forms/model";
import { DUPLICATE_WINDOW_MS, type EntryLike, isLikelyDuplicate, minutesBetween } from "@/lib/payment-forms/rules";
import { visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { isPaymentStatus } from "./model";

/** The newest payment that the next one may repeat; null when nothing looks like it. Looks at the last half hour only. */
export async function findLikelyDuplicate(
  ctx: Ctx,
  tx: Tx,
  entry: EntryLike & { obligation: string },
  /** What is known to be another payment: the parts of the same cart, and what somebody has looked at. */
  others: { cartId: string | null; paymentIds: readonly string[] } = { cartId: null, paymentIds: [] },
): Promise<LikelyDuplicate | null> {
  const now = ctx.clock.now();
  const limit = visibleAccountIds(ctx);
  const rows = await tx
    .select()
    .from(payments)
    .where(
      and(
        eq(payments.firmId, ctx.firmId),
        gt(payments.createdAt, new Date(now.getTime() - DUPLICATE_WINDOW_MS)),
        eq(sql`${payments.amountCents} - ${payments.surchargeCents}`, entry.amountCents),
        ne(payments.obligation, entry.obligation),
        others.cartId === null ? undefined : sql`${payments.cartId} is distinct from ${others.cartId}`,
        others.paymentIds.length === 0 ? undefined : notInArray(payments.id, [...others.paymentIds]),
        limit === null ? undefined : inArray(payments.accountId, [...limit]),
      ),
    )
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(100);
  const found = rows.find(
    ({ status, ...row }) =>
      isPaymentStatus(status) &&
      isLikelyDuplicate(
        {
          ...{ status, createdAt: row.createdAt, currency: row.currency, payerName: row.payerName },
          ...{ payerId: row.payerId ?? "", last4: row.methodLast4, amountCents: entry.amountCents },
        },
        entry,
        now,
      ),
  );
  if (!found) return null;
  const { id: paymentId, number, payerName, amountCents, currency, createdAt, methodBrand, methodLast4 } = found;
  const minutesAgo = minutesBetween(createdAt, now);
  return { paymentId, number, payerName, amountCents, currency, minutesAgo, methodBrand, methodLast4 };
}
