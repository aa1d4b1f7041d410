import { and, desc, eq, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/platform/keyset";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { paymentCondition } from "./internal/filter";
import { isPaymentSource, isPaymentStatus, type PaymentRow } from "./model";
import type { PaymentFilter } from "./schemas";

/** Payment Manager: newest first, by keyset. */
export async function listPayments(ctx: Ctx, filter: PaymentFilter): Promise<Page<PaymentRow>> {
  requirePermission(ctx, "payments.view");
  const after = filter.cursor ? decodeCursor(filter.cursor) : null;
  const rows = await inFirm(ctx, async (tx) => {
    const firm = await getFirm(ctx, tx);
    return selectPayments(tx)
      .where(
        and(
          paymentCondition(ctx, filter, firm.timeZone),
          after
            ? sql`(${payments.createdAt}, ${payments.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
            : undefined,
        ),
      )
      .orderBy(desc(payments.createdAt), desc(payments.id))
      .limit(filter.limit + 1);
  });
  return pageOf(rows, filter.limit, (row) => ({ at: row.payment.createdAt, id: row.payment.id }), paymentRowOf);
}

export type PaymentTotals = { count: number; operatingCents: number; trustCents: number };

/** Count and sums of the whole filter; operating and trust never in one figure. Net of refunds; only money that was taken counts. */
export async function sumPayments(ctx: Ctx, filter: PaymentFilter): Promise<PaymentTotals> {
  requirePermission(ctx, "payments.view");
  const taken = sql`${payments.status} in ('approved', 'settled', 'pending', 'partially_refunded', 'refunded')`;
  const net = sql`${payments.amountCents} - ${payments.refundedCents}`;
  const rows = await inFirm(ctx, async (tx) => {
    const firm = await getFirm(ctx, tx);
    return tx
      .select({
        count: sql<number>`count(*)`.mapWith(Number),
        operatingCents:
          sql<number>`coalesce(sum(${net}) filter (where ${taken} and ${merchantAccounts.kind} = 'operating'), 0)`.mapWith(
            Number,
          ),
        trustCents:
          sql<number>`coalesce(sum(${net}) filter (where ${taken} and ${merchantAccounts.kind} = 'trust'), 0)`.mapWith(
            Number,
          ),
      })
      .from(payments)
      .innerJoin(merchantAccounts, accountJoin())
      .where(paymentCondition(ctx, filter, firm.timeZone));
  });
  return rows[0] ?? { count: 0, operatingCents: 0, trustCents: 0 };
}

export function selectPayments(tx: Tx) {
  return tx
    .select({ payment: payments, accountName: merchantAccounts.name, accountKind: merchantAccounts.kind })
    .from(payments)
    .innerJoin(merchantAccounts, accountJoin())
    .$dynamic();
}

export type SelectedPayment = {
  payment: typeof payments.$inferSelect;
  accountName: string;
  accountKind: "operating" | "trust";
};

export function paymentRowOf({ payment, accountName, accountKind }: SelectedPayment): PaymentRow {
  const { status, source } = payment;
  invariant(isPaymentStatus(status) && isPaymentSource(source), `status ${status} and source ${source} are known`);
  const { id, number, accountId, amountCents, refundedCents, currency, payerId, payerName, declineCode, createdAt } =
    payment;
  const { methodKind, methodBrand, methodLast4, invoiceNumber, matterRef } = payment;
  return {
    id,
    number,
    status,
    source,
    accountId,
    accountName,
    accountKind,
    amountCents,
    refundedCents,
    currency,
    payerId,
    payerName,
    methodKind,
    methodBrand,
    methodLast4,
    invoiceNumber,
    matterRef,
    declineCode,
    createdAt,
  };
}

function accountJoin() {
  return and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId));
}
