import { and, count, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { users } from "@/db/schema/staff";
import type { PickedRows } from "@/lib/lists/model";
import { isOwedAgain } from "@/lib/pay-links/rules";
import { isPaymentStatus } from "@/lib/payments/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { type ListOrder, pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { likePlain } from "@/lib/search/rules";
import type { Permission } from "@/lib/staff/model";
import { holdsPermission } from "@/lib/staff/rules";
import { orderOf } from "./internal/sort";
import type { AlertRow, AlertSubject } from "./model";
import { isAlertKind, visibleKinds } from "./rules";
import { AlertFilter } from "./schemas";

/** What the list is asked for: open alerts, newest first, unless it says otherwise. */
export type AlertsAsked = Partial<AlertFilter> & { picked?: PickedRows | null };

/**
 * Open alerts, or those that were closed, by keyset; only what this actor may hear of.
 * @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort)
 */
export async function listAlerts(ctx: Ctx, asked: AlertsAsked): Promise<TwoWayPage<AlertRow>> {
  requirePermission(ctx, "payments.view");
  const filter = AlertFilter.parse(asked);
  const start = orderOf<Selected>(filter);
  return inFirm(ctx, (tx) => {
    const read = async (order: ListOrder<Selected>) =>
      selectAlerts(tx)
        .where(and(matching(ctx, filter), pickedCondition(sql`${alerts.id}`, asked.picked), order.after))
        .orderBy(order.by)
        .limit(filter.limit + 1);
    return readPageOf(start, filter.limit, read, rowOf);
  });
}

/** How many alerts the filter finds. @throws AppError forbidden */
export async function countAlerts(ctx: Ctx, asked: AlertsAsked): Promise<number> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ count: count() })
      .from(alerts)
      .leftJoin(payments, aboutPayment())
      .where(matching(ctx, AlertFilter.parse(asked))),
  );
  return rows[0]?.count ?? 0;
}

function matching(ctx: Ctx, { status, kind, q }: AlertFilter): SQL | undefined {
  const said = sql`lower(concat_ws(' ', ${payments.number}, ${payments.payerName}))`;
  return and(
    visible(ctx),
    status === "open" ? isNull(alerts.closedAt) : isNotNull(alerts.closedAt),
    kind === "" ? undefined : eq(alerts.kind, kind),
    q === "" ? undefined : sql`${said} like lower(${`%${likePlain(q)}%`})`,
  );
}

/**
 * How many open alerts a user may hear of, per kind, as a column of a question on `users`: the shell asks who is signed in and this
 * at once.
 */
export function openAlertsOfUser(): SQL<Record<string, number>> {
  return sql<Record<string, number>>`(select coalesce(json_object_agg(k.kind, k.n), '{}'::json) from (
    select a.kind, count(*)::int as n from ${alerts} a where a.firm_id = ${users.firmId} and a.closed_at is null
      and (a.account_id is null or ${users.accountIds} is null or a.account_id = any(${users.accountIds}))
    group by a.kind) k)`;
}

/** The sum of `openAlertsOfUser` over the kinds that this holder may hear of. */
export function countVisible(perKind: Record<string, number>, holds: (permission: Permission) => boolean): number {
  return visibleKinds(holds).reduce((sum, kind) => sum + (perKind[kind] ?? 0), 0);
}

function visible(ctx: Ctx): SQL | undefined {
  const accounts = visibleAccountIds(ctx);
  const kinds = visibleKinds((permission) => holdsPermission(ctx.actor, permission));
  return and(
    eq(alerts.firmId, ctx.firmId),
    inArray(alerts.kind, kinds),
    accounts === null ? undefined : or(isNull(alerts.accountId), inArray(alerts.accountId, [...accounts])),
  );
}

function selectAlerts(tx: Tx) {
  const { id, number, payerName, amountCents, currency, status } = payments;
  const linkId = sql<string | null>`(select l.id from pay_links l
    where l.firm_id = ${payments.firmId} and l.id = ${payments.linkId} and l.invoice_id is null)`;
  return tx
    .select({
      alert: alerts,
      payment: { id, number, payerName, amountCents, currency, linkId, status },
      accountKind: merchantAccounts.kind,
      closedByName: users.name,
      paymentNumber: sql<string>`coalesce(${payments.number}, '')`,
    })
    .from(alerts)
    .leftJoin(payments, aboutPayment())
    .leftJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
    )
    .leftJoin(users, and(eq(users.firmId, alerts.firmId), eq(sql`'user:' || ${users.id}`, alerts.closedBy)))
    .$dynamic();
}

function aboutPayment() {
  return and(eq(payments.firmId, alerts.firmId), eq(alerts.objectType, "payment"), eq(payments.id, alerts.objectId));
}

type Selected = Awaited<ReturnType<typeof selectAlerts>>[number];

function rowOf({ alert, payment, accountKind, closedByName }: Selected): AlertRow {
  const { id, kind, objectId, detail, raisedAt, closedAt, note } = alert;
  if (!isAlertKind(kind)) throw new Error(`the kind ${kind} of alert ${id} is not known`);
  return {
    id,
    kind,
    objectType: alert.objectType as AlertSubject["objectType"],
    objectId,
    detail,
    raisedAt,
    closedAt,
    closedByName: closedByName ?? "",
    note,
    payment: payment && accountKind ? { ...payment, accountKind, isOwedAgain: isOwed(payment.status) } : null,
  };
}

function isOwed(status: string): boolean {
  return isPaymentStatus(status) && isOwedAgain(status);
}
