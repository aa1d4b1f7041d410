import { and, eq, inArray, sql } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { listedPayments, payments } from "@/db/schema/payments";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { readPageOf } from "@/lib/platform/list-order";
import type { Tx } from "@/lib/platform/tx";
import { hasText, paymentCondition } from "./internal/filter";
import { GROUP_KEYS, nameGroups } from "./internal/groups";
import { readInScope } from "./internal/list-scope";
import { isCommon, readPage } from "./internal/read-page";
import { orderOf } from "./internal/sort";
import { isAnsweredByDays, sumDays, sumPaymentsOf, totalsOf } from "./internal/totals";
import { isPaymentSource, isPaymentStatus, type PaymentGroup, type PaymentRow, type PaymentTotals } from "./model";
import type { PaymentFilter } from "./schemas";

/**
 * Payment Manager: the rows of a filter in its order, by keyset.
 * @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort, amount_unreadable)
 */
export async function listPayments(ctx: Ctx, filter: PaymentFilter): Promise<TwoWayPage<PaymentRow>> {
  requirePermission(ctx, "payments.view");
  return readInScope(ctx, (tx, scope) =>
    readPageOf(
      orderOf(filter),
      filter.limit,
      (order) => readPage(tx, filter, order, scope),
      ({ row }) => row,
    ),
  );
}

/** A screen adds up no more rows than this; it says that there are more. */
const MOST_SUMMED = 50_000;

/**
 * Count and sums of the whole filter. Filters by day, account, source, kind of method and status are answered from the sums by day,
 * however many rows match; others by adding up, to a limit (`isWhole`). @throws AppError forbidden, invalid_input (amount_unreadable)
 */
export async function sumPayments(ctx: Ctx, filter: PaymentFilter): Promise<PaymentTotals> {
  requirePermission(ctx, "payments.view");
  return readInScope(ctx, async (tx, scope) => {
    const key = sql`''`;
    if (isAnsweredByDays(filter)) return totalsOf(await sumDays(tx, filter, scope, key), scope, null);
    const condition = paymentCondition(filter, scope);
    const isWalk = hasText(filter) && (await isCommon(tx, condition, scope));
    return totalsOf(await sumPaymentsOf(tx, { condition, key, most: MOST_SUMMED + 1, isWalk }), scope, MOST_SUMMED);
  });
}

/** Count and sums of rows that a person has picked, of those that they may see. @throws AppError forbidden */
export async function sumSelected(ctx: Ctx, paymentIds: readonly string[]): Promise<PaymentTotals> {
  requirePermission(ctx, "payments.view");
  if (paymentIds.length === 0) return { count: 0, operatingCents: 0, trustCents: 0, isWhole: true };
  return readInScope(ctx, async (tx, scope) => {
    const condition = and(
      eq(listedPayments.firmId, ctx.firmId),
      sql`${listedPayments.id} = any(${sql.param([...paymentIds])})`,
      scope.visibleIds === null ? undefined : inArray(listedPayments.accountId, [...scope.visibleIds]),
    );
    return totalsOf(await sumPaymentsOf(tx, { condition, key: sql`''`, most: null, isWalk: false }), scope, null);
  });
}

/**
 * The rows of a filter put together by `filter.group` (by status where it has none), largest day first, other groups by their key.
 * Days and months are those of the firm's zone, of the instant that `filter.on` names. @throws AppError forbidden, invalid_input
 */
export async function groupPayments(ctx: Ctx, filter: PaymentFilter): Promise<PaymentGroup[]> {
  requirePermission(ctx, "payments.view");
  const by = filter.group === "" ? "status" : filter.group;
  return readInScope(ctx, async (tx, scope) => {
    const { ofDays, ofPayments } = GROUP_KEYS[by];
    const sums =
      ofDays && isAnsweredByDays(filter)
        ? await sumDays(tx, filter, scope, ofDays)
        : await sumPaymentsOf(tx, {
            condition: paymentCondition(filter, scope),
            key: ofPayments(filter.on, scope.timeZone),
            most: null,
            isWalk: false,
          });
    return nameGroups(tx, by, sums, scope);
  });
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
