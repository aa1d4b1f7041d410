import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { PaymentRow } from "@/lib/payments/model";
import { paymentRowOf, selectPayments } from "@/lib/payments/queries";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, type Page, pageOf } from "@/lib/platform/keyset";
import { inFirm } from "@/lib/platform/tx";

/** Every attempt to take money from a payer, newest first, by keyset. @throws AppError forbidden, invalid_input (cursor_invalid) */
export async function listPayerPayments(
  ctx: Ctx,
  filter: { payerId: string; cursor: string | null; limit: number },
): Promise<Page<PaymentRow>> {
  requirePermission(ctx, "payments.view");
  const after = filter.cursor ? decodeCursor(filter.cursor) : null;
  const limit = visibleAccountIds(ctx);
  const rows = await inFirm(ctx, (tx) =>
    selectPayments(tx)
      .where(
        and(
          eq(payments.firmId, ctx.firmId),
          eq(payments.payerId, filter.payerId),
          limit === null ? undefined : inArray(payments.accountId, [...limit]),
          after
            ? sql`(${payments.createdAt}, ${payments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
            : undefined,
        ),
      )
      .orderBy(desc(payments.createdAt), desc(payments.id))
      .limit(filter.limit + 1),
  );
  return pageOf(rows, filter.limit, (row) => ({ at: row.payment.createdAt, id: row.payment.id }), paymentRowOf);
}
