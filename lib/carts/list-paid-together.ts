import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { isPaymentStatus } from "@/lib/payments/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import type { PaidTogether } from "./model";

/** The payments that were asked for together with this one, in accounts that the actor may see; both ways. */
export async function listPaidTogether(ctx: Ctx, paymentId: string): Promise<PaidTogether[]> {
  requirePermission(ctx, "payments.view");
  const limit = visibleAccountIds(ctx);
  return inFirm(ctx, async (tx) => {
    const own = await tx
      .select({ cartId: payments.cartId })
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId)));
    const cartId = own[0]?.cartId;
    if (!cartId) return [];
    const rows = await tx
      .select({ payment: payments, kind: merchantAccounts.kind })
      .from(payments)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
      )
      .where(
        and(
          eq(payments.firmId, ctx.firmId),
          eq(payments.cartId, cartId),
          ne(payments.id, paymentId),
          limit === null ? undefined : inArray(payments.accountId, [...limit]),
        ),
      )
      .orderBy(asc(payments.createdAt), asc(payments.id));
    return rows.map(({ payment: { id, number, amountCents, currency, status }, kind }) => {
      invariant(isPaymentStatus(status), `status ${status} of a payment is known`);
      return { paymentId: id, number, kind, amountCents, currency, status };
    });
  });
}
