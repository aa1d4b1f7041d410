import { and, asc, count, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { payers } from "@/db/schema/payers";
import { payments } from "@/db/schema/payments";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { decodeIdCursor, encodeIdCursor, type Page } from "@/lib/platform/keyset";
import { inFirm } from "@/lib/platform/tx";
import { detailOf } from "./internal/load";
import { payerIs } from "./lock-payer";
import type { PayerDetail, PayerRow, WholePayer } from "./model";
import type { PayerFilter } from "./schemas";

/** Money that was taken, also if it went back later. */
const TAKEN = sql`('approved', 'settled', 'pending', 'partially_refunded', 'refunded', 'returned', 'disputed', 'dispute_lost')`;

/** Payers by name, small and capital letters alike, by keyset; archived ones are left out. */
export async function listPayers(ctx: Ctx, filter: PayerFilter): Promise<Page<WholePayer>> {
  requirePermission(ctx, "payments.view");
  const after = filter.cursor ? decodeIdCursor(filter.cursor) : null;
  const key = sql`(lower(${payers.name}), ${payers.id})`;
  const place = sql`(select lower(c.name), c.id from payers c where c.firm_id = ${ctx.firmId} and c.id = ${after})`;
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ payer: payers, lastPaidAt: lastPaidAt(ctx) })
      .from(payers)
      .where(and(listed(ctx, filter.q), after ? sql`${key} > ${place}` : undefined))
      .orderBy(asc(sql`lower(${payers.name})`), asc(payers.id))
      .limit(filter.limit + 1),
  );
  const shown = rows.slice(0, filter.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(wholeOf),
    nextCursor: rows.length > filter.limit && last ? encodeIdCursor(last.payer.id) : null,
  };
}

/** How many payers the list holds under that search. */
export async function countPayers(ctx: Ctx, q: string): Promise<number> {
  requirePermission(ctx, "payments.view");
  const rows = await inFirm(ctx, (tx) => tx.select({ count: count() }).from(payers).where(listed(ctx, q)));
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
            like.name ? eq(sql`lower(${payers.name})`, like.name.toLowerCase()) : undefined,
            sql`lower(${payers.emails}::text)::text[] && ${emails}::text[]`,
          ),
        ),
      )
      .orderBy(asc(sql`lower(${payers.name})`), asc(payers.id))
      .limit(5),
  );
  return rows.map(rowOf);
}

function listed(ctx: Ctx, q: string): SQL | undefined {
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return and(
    eq(payers.firmId, ctx.firmId),
    isNull(payers.archivedAt),
    q ? sql`${payers.searchText} like ${pattern}` : undefined,
  );
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
