import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { users } from "@/db/schema/staff";
import { isOwedAgain } from "@/lib/pay-links/rules";
import { isPaymentStatus } from "@/lib/payments/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, type Page, pageOf } from "@/lib/platform/keyset";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { Permission } from "@/lib/staff/model";
import { holdsPermission } from "@/lib/staff/rules";
import type { AlertRow, AlertSubject } from "./model";
import { isAlertKind, visibleKinds } from "./rules";
import type { AlertFilter } from "./schemas";

const LIMIT = 50;

/** Open alerts, or those that were closed, newest first, by keyset; only what this actor may hear of. */
export async function listAlerts(ctx: Ctx, filter: AlertFilter): Promise<Page<AlertRow>> {
  requirePermission(ctx, "payments.view");
  const after = filter.cursor ? decodeCursor(filter.cursor) : null;
  const rows = await inFirm(ctx, (tx) =>
    selectAlerts(tx)
      .where(
        and(
          visible(ctx),
          filter.view === "open" ? isNull(alerts.closedAt) : isNotNull(alerts.closedAt),
          after
            ? sql`(${alerts.raisedAt}, ${alerts.id}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
            : undefined,
        ),
      )
      .orderBy(desc(alerts.raisedAt), desc(alerts.id))
      .limit(LIMIT + 1),
  );
  return pageOf(rows, LIMIT, ({ alert }) => ({ at: alert.raisedAt, id: alert.id }), rowOf);
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
  const { id, number, payerName, amountCents, currency, linkId, status } = payments;
  return tx
    .select({
      alert: alerts,
      payment: { id, number, payerName, amountCents, currency, linkId, status },
      accountKind: merchantAccounts.kind,
      closedByName: users.name,
    })
    .from(alerts)
    .leftJoin(
      payments,
      and(eq(payments.firmId, alerts.firmId), eq(alerts.objectType, "payment"), eq(payments.id, alerts.objectId)),
    )
    .leftJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
    )
    .leftJoin(users, and(eq(users.firmId, alerts.firmId), eq(sql`'user:' || ${users.id}`, alerts.closedBy)))
    .$dynamic();
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
