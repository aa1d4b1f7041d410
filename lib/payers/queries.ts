import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { autoPays } from "@/db/schema/auto-pays";
import { payers } from "@/db/schema/payers";
import { payments } from "@/db/schema/payments";
import type { PickedRows } from "@/lib/lists/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { detailOf } from "./internal/load";
import { orderOf } from "./internal/sort";
import { payerIs } from "./lock-payer";
import type { PayerDetail, PayerRow, WholePayer } from "./model";
import type { PayerFilter } from "./schemas";

/** Money that was taken, also if it went back later. */
const TAKEN = sql`('approved', 'settled', 'pending', 'partially_refunded', 'refunded', 'returned', 'disputed', 'dispute_lost')`;

/** What the list is asked for; by name unless `sort` says otherwise. */
export type PayerAsked = Pick<PayerFilter, "q" | "limit"> & Partial<PayerFilter> & { picked?: PickedRows | null };

/**
 * Payers in the order of the filter, by keyset; archived ones are left out.
 * @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort)
 */
export async function listPayers(ctx: Ctx, filter: PayerAsked): Promise<TwoWayPage<WholePayer>> {
  requirePermission(ctx, "payments.view");
  const start = orderOf<Found>(filter);
  return inFirm(ctx, (tx) =>
    readPageOf(start, filter.limit, async (order) => selectPage(ctx, tx, filter, order), wholeOf),
  );
}

/** One page and one row more. Its plans are tested (tests/properties/turn-pages.db.test.ts). */
export function selectPage(ctx: Ctx, tx: Tx, filter: PayerAsked, order = orderOf<Found>(filter)) {
  return tx
    .select({ payer: payers, lastPaidAt: lastPaidAt(ctx) })
    .from(payers)
    .where(and(listed(ctx, filter), pickedCondition(sql`${payers.id}`, filter.picked), order.after))
    .orderBy(order.by)
    .limit(filter.limit + 1);
}

/** How many payers the list holds under that search. */
export async function countPayers(ctx: Ctx, q: string, autoPay: PayerFilter["autoPay"] = ""): Promise<number> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) => tx.select({ count: count() }).from(payers).where(listed(ctx, { q, autoPay })));
  return rows[0]?.count ?? 0;
}

/** One payer, archived or not. @throws AppError forbidden, not_found */
export async function getPayer(ctx: Ctx, payerId: string): Promise<PayerDetail> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) => tx.select().from(payers).where(payerIs(ctx, payerId)));
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payer_unknown" });
  return detailOf(row);
}

/** Payers who may be the same one: of the same address or the same name. At most five. */
export async function listPayersLike(ctx: Ctx, like: { name: string; emails: readonly string[] }): Promise<PayerRow[]> {
  requirePermission(ctx, "payments.view");
  const emails = sql.param(like.emails.map((email) => email.toLowerCase()));
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ payer: payers, lastPaidAt: lastPaidAt(ctx) })
      .from(payers)
      .where(
        and(
          eq(payers.firmId, ctx.firmId),
          isNull(payers.archivedAt),
          or(
            like.name ? eq(payers.nameKey, sql`lower(${like.name})`) : undefined,
            sql`lower(${payers.emails}::text)::text[] && ${emails}::text[]`,
          ),
        ),
      )
      .orderBy(asc(payers.nameKey), asc(payers.id))
      .limit(5),
  );
  return rows.map(rowOf);
}

function listed(ctx: Ctx, { q, autoPay = "" }: Pick<PayerFilter, "q"> & Partial<PayerFilter>): SQL | undefined {
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return and(
    eq(payers.firmId, ctx.firmId),
    isNull(payers.archivedAt),
    q ? sql`${payers.searchText} like ${pattern}` : undefined,
    autoPay === "" ? undefined : hasAutoPayWithin(ctx, Number(autoPay)),
  );
}

/** Pays by an Auto-Pay from today on, in so many days of the firm. */
function hasAutoPayWithin(ctx: Ctx, days: number): SQL {
  const now = sql`${ctx.clock.now().toISOString()}::timestamptz`;
  const today = sql`(select (${now} at time zone f.time_zone)::date from firms f where f.firm_id = ${ctx.firmId})`;
  const limit = visibleAccountIds(ctx);
  const seen = limit === null ? sql`true` : inArray(sql`w.account_id`, [...limit]);
  return sql`${payers.id} in (select w.payer_id from ${autoPays} w where w.firm_id = ${ctx.firmId} and w.next_at is not null
    and w.next_run_on < ${today} + ${days}::int and ${seen})`;
}

/** Asked for the rows of one page only, each by the index on payer and time. */
function lastPaidAt(ctx: Ctx) {
  const limit = visibleAccountIds(ctx);
  const seen = limit === null ? sql`true` : inArray(sql`p.account_id`, [...limit]);
  return sql<
    string | null
  >`(select p.created_at from ${payments} p where p.firm_id = payers.firm_id and p.payer_id = payers.id
    and p.status in ${TAKEN} and ${seen} order by p.created_at desc, p.id desc limit 1)`;
}

type Found = { payer: typeof payers.$inferSelect; lastPaidAt: string | null };

function wholeOf({ payer, lastPaidAt: at }: Found): WholePayer {
  return { ...detailOf(payer), lastPaidAt: instantOf(at) };
}

function rowOf({ payer, lastPaidAt: at }: Found): PayerRow {
  const { id, kind, name, emails, phone, clientRefs, createdAt } = payer;
  return { id, kind, name, emails, phone, clientRefs, createdAt, lastPaidAt: instantOf(at) };
}

function instantOf(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
