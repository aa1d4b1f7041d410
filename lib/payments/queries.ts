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
import { isPaymentSource, isPaymentStatus, type PaymentRow, type PaymentTotals } from "./model";
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
  return { ...(rows[0] ?? { count: 0, operatingCents: 0, trustCents: 0 }), isWhole: true };
}

export function selectPayments(tx: Tx) {
  return tx
    .select({
      payment: payments,
      accountName: merchantAccounts.name,
      accountKind: merchantAccounts.kind,
      ...relatedNames(),
    })
    .from(payments)
    .innerJoin(merchantAccounts, accountJoin())
    .$dynamic();
}

/** What a row tells of its neighbours, each looked up by its key for the rows that are shown. */
function relatedNames() {
  return {
    linkNumber: sql<
      string | null
    >`(select l.number from pay_links l where l.firm_id = ${payments.firmId} and l.id = ${payments.linkId})`,
    receiptNumber: sql<
      string | null
    >`(select r.number from receipts r where r.firm_id = ${payments.firmId} and r.payment_id = ${payments.id})`,
    userName: sql<string | null>`case split_part(${payments.createdBy}, ':', 1)
      when 'user' then (select u.name from users u where u.firm_id = ${payments.firmId} and u.id = split_part(${payments.createdBy}, ':', 2))
      when 'api_key' then (select k.name from api_keys k where k.firm_id = ${payments.firmId} and k.id = split_part(${payments.createdBy}, ':', 2))
      end`,
  };
}

export type SelectedPayment = {
  payment: typeof payments.$inferSelect;
  accountName: string;
  accountKind: "operating" | "trust";
  linkNumber: string | null;
  receiptNumber: string | null;
  userName: string | null;
};

export function paymentRowOf({ payment, userName, ...related }: SelectedPayment): PaymentRow {
  const { status, source } = payment;
  invariant(isPaymentStatus(status) && isPaymentSource(source), `status ${status} and source ${source} are known`);
  const { id, number, accountId, amountCents, refundedCents, surchargeCents, feeCents, currency, payerId } = payment;
  const { payerName, receiptEmails, clientRef, matterRef, invoiceNumber, note, customFields } = payment;
  const { methodKind, methodBrand, methodLast4, declineCode, authCode, gatewayRef } = payment;
  const { createdAt, approvedAt, settledAt } = payment;
  return {
    ...{
      id,
      number,
      status,
      source,
      accountId,
      amountCents,
      refundedCents,
      surchargeCents,
      feeCents,
      currency,
      payerId,
    },
    ...{ payerName, receiptEmails, clientRef, matterRef, invoiceNumber, note, customFields },
    ...{ methodKind, methodBrand, methodLast4, declineCode, authCode, gatewayRef },
    ...{ createdAt, approvedAt, settledAt },
    ...related,
    userName: userName ?? "",
  };
}

function accountJoin() {
  return and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId));
}
