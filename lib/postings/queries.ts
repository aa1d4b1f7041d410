import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, notExists, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { allocationLines } from "@/db/schema/allocations";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments } from "@/db/schema/payments";
import { postingBatches, postings } from "@/db/schema/postings";
import { isConnectOnIn } from "@/lib/connect-settings/is-connect-on";
import { requireConnectOn } from "@/lib/connect-settings/require-connect-on";
import type { PickedRows } from "@/lib/lists/model";
import type { ItemRef } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { TwoWayPage } from "@/lib/platform/keyset";
import { readPageOf } from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type AccountShare, countStates, MOST_COUNTED, type StateCount } from "./internal/count-states";
import { readPage } from "./internal/read-page";
import { readRow, selectRows, visiblePostings } from "./internal/select-rows";
import { orderOf } from "./internal/sort";
import {
  BEING_PAID,
  POSTING_STATES,
  POSTING_VIEWS,
  type PostingBatchRow,
  type PostingCount,
  type PostingCounts,
  type PostingRow,
  type PostingSums,
  type PostingView,
  STATES_OF_VIEW,
} from "./model";
import type { PostingFilter } from "./schemas";

/**
 * Manage Postings: the rows of a view, by keyset.
 * @throws AppError forbidden, not_found (connect_off), invalid_input (cursor_invalid, cursor_of_other_sort)
 */
export async function listPostings(
  ctx: Ctx,
  filter: PostingFilter & { picked?: PickedRows | null },
): Promise<TwoWayPage<PostingRow>> {
  requirePermission(ctx, "postings.manage");
  const start = orderOf(filter);
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const read = async (order: typeof start) => {
      const rows = await readPage(ctx, tx, filter, order);
      return rows.map(readRow);
    };
    return readPageOf(start, filter.limit, read, ({ row }) => row);
  });
}

/** One record. @throws AppError forbidden, not_found */
export async function getPosting(ctx: Ctx, postingId: string): Promise<PostingRow> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const rows = await selectRows(tx).where(and(visiblePostings(ctx), eq(postings.id, postingId)));
    if (!rows[0]) throw new AppError("not_found", { reason: "posting_unknown" });
    return readRow(rows[0]).row;
  });
}

/** How many records each view holds, with a text at least so many. @throws AppError forbidden, not_found (connect_off) */
export async function countViews(ctx: Ctx, { q = "" }: { q?: string } = {}): Promise<PostingCounts> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const states = await countStates(ctx, tx, POSTING_STATES, q);
    const counts = POSTING_VIEWS.map((view) => [view, countOf(states, view)]);
    return Object.fromEntries(counts) as PostingCounts;
  });
}

function countOf(states: readonly StateCount[], view: PostingView): PostingCount {
  const shown = states.filter(({ state }) => STATES_OF_VIEW[view].includes(state));
  const isWhole = shown.every((each) => each.isWhole);
  const records = shown.flatMap(({ shares }) => shares).reduce((sum, share) => sum + share.records, 0);
  return { records: isWhole ? records : MOST_COUNTED, isWhole };
}

/** Count and sums of a filter; not whole where a text stands on more records than are counted. @throws AppError forbidden, not_found (connect_off) */
export async function sumPostings(ctx: Ctx, { view, q }: Pick<PostingFilter, "view" | "q">): Promise<PostingSums> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const states = await countStates(ctx, tx, STATES_OF_VIEW[view], q);
    const shares = states.flatMap((state) => state.shares);
    const { records: count, isWhole } = countOf(states, view);
    return { ...(await sumByKind(ctx, tx, shares)), count, isWhole };
  });
}

/** Operating and trust apart. The accounts are asked by themselves: beside the records their row-level security would keep the index away. */
async function sumByKind(ctx: Ctx, tx: Tx, shares: readonly AccountShare[]): Promise<Omit<PostingSums, "isWhole">> {
  const named = await tx
    .select({ id: merchantAccounts.id, kind: merchantAccounts.kind })
    .from(merchantAccounts)
    .where(eq(merchantAccounts.firmId, ctx.firmId));
  const kinds = new Map(named.map(({ id, kind }) => [id, kind]));
  const total = { count: 0, operatingCents: 0, trustCents: 0 };
  for (const { accountId, records, cents } of shares) {
    total.count += records;
    total[kinds.get(accountId) === "trust" ? "trustCents" : "operatingCents"] += cents;
  }
  return total;
}

/** The records of one payment in the order in which they were made, for its page; none where Connect is off. @throws AppError forbidden */
export async function listPostingsOfPayment(ctx: Ctx, paymentId: string): Promise<PostingRow[]> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    if (!(await isConnectOnIn(ctx, tx))) return [];
    const rows = await selectRows(tx)
      .where(and(visiblePostings(ctx), eq(postings.paymentId, paymentId)))
      .orderBy(asc(postings.number));
    return rows.map((row) => readRow(row).row);
  });
}

/**
 * What is on its way to items of the matter system and not seen there yet, by `idOfItem`: records that are not confirmed, and lines of
 * payments that are under way and have no records yet. Signed; items without any are left out. On an invoice it lowers the live balance,
 * on a trust ledger it raises it. For verbs and jobs, which have asked already.
 */
export async function sumUnconfirmed(
  ctx: Ctx,
  tx: Tx,
  connectionId: string,
  refs: readonly ItemRef[],
): Promise<Map<string, number>> {
  if (refs.length === 0) return new Map();
  const itemKeys = refs.map(({ key }) => key);
  const sums = new Map<string, number>();
  const rows = [
    ...(await sumRecords(ctx, tx, connectionId, itemKeys)),
    ...(await sumBeingPaid(ctx, tx, connectionId, itemKeys)),
  ];
  for (const { kind, key, cents } of rows) {
    const id = idOfItem({ kind, key });
    sums.set(id, (sums.get(id) ?? 0) + cents);
  }
  return sums;
}

function sumRecords(ctx: Ctx, tx: Tx, connectionId: string, itemKeys: readonly string[]) {
  return tx
    .select({ kind: postings.kind, key: postings.itemKey, cents: sumCentsOf(postings.amountCents) })
    .from(postings)
    .where(
      and(
        eq(postings.firmId, ctx.firmId),
        eq(postings.connectionId, connectionId),
        isNull(postings.confirmedAt),
        ne(postings.state, "removed"),
        ne(postings.itemKey, ""),
        sql`${postings.itemKey} = any(${sql.param([...itemKeys])})`,
      ),
    )
    .groupBy(postings.kind, postings.itemKey);
}

function sumBeingPaid(ctx: Ctx, tx: Tx, connectionId: string, itemKeys: readonly string[]) {
  const line = allocationLines;
  const records = tx
    .select({ id: postings.id })
    .from(postings)
    .where(and(eq(postings.firmId, ctx.firmId), eq(postings.paymentId, payments.id)));
  return tx
    .select({ kind: line.kind, key: line.itemKey, cents: sumCentsOf(line.amountCents) })
    .from(line)
    .innerJoin(payments, and(eq(payments.firmId, line.firmId), eq(payments.obligation, line.obligation)))
    .where(
      and(
        eq(line.firmId, ctx.firmId),
        eq(line.connectionId, connectionId),
        sql`${line.itemKey} = any(${sql.param([...itemKeys])})`,
        inArray(payments.status, [...BEING_PAID]),
        notExists(records),
      ),
    )
    .groupBy(line.kind, line.itemKey);
}

function sumCentsOf(cents: PgColumn) {
  return sql<number>`sum(${cents})::bigint`.mapWith(Number);
}

/** The newest posting files, and every one that waits or was refused. @throws AppError forbidden, not_found (connect_off) */
export async function listPostingBatches(
  ctx: Ctx,
  { limit = 20 }: { limit?: number } = {},
): Promise<PostingBatchRow[]> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    return tx
      .select({ ...batchColumns(), accountName: merchantAccounts.name })
      .from(postingBatches)
      .innerJoin(
        merchantAccounts,
        and(eq(merchantAccounts.firmId, postingBatches.firmId), eq(merchantAccounts.id, postingBatches.accountId)),
      )
      .where(and(eq(postingBatches.firmId, ctx.firmId), visibleBatches(ctx)))
      .orderBy(desc(sql`${postingBatches.status} <> 'delivered'`), desc(postingBatches.number))
      .limit(limit);
  });
}

/** When a file was last delivered, and when one was last seen in the matter system. @throws AppError forbidden, not_found (connect_off) */
export async function findLastDelivery(ctx: Ctx): Promise<{ deliveredAt: Date | null; confirmedAt: Date | null }> {
  requirePermission(ctx, "postings.manage");
  return inFirm(ctx, async (tx) => {
    await requireConnectOn(ctx, tx);
    const newest = async (column: typeof postingBatches.deliveredAt | typeof postingBatches.confirmedAt) => {
      const rows = await tx
        .select({ at: column })
        .from(postingBatches)
        .where(and(eq(postingBatches.firmId, ctx.firmId), visibleBatches(ctx), isNotNull(column)))
        .orderBy(desc(column))
        .limit(1);
      return rows[0]?.at ?? null;
    };
    return {
      deliveredAt: await newest(postingBatches.deliveredAt),
      confirmedAt: await newest(postingBatches.confirmedAt),
    };
  });
}

function batchColumns() {
  const { nextAttemptAt, deliveredAt, confirmedAt, createdAt, failure, attempts, currency, totalCents } =
    postingBatches;
  const { id, number, fileName, status, accountId, records } = postingBatches;
  return {
    ...{ id, number, fileName, status, accountId, records, totalCents, currency, attempts, failure },
    ...{ createdAt, nextAttemptAt, deliveredAt, confirmedAt },
  };
}

function visibleBatches(ctx: Ctx): SQL | undefined {
  const visibleIds = visibleAccountIds(ctx);
  return visibleIds === null ? undefined : inArray(postingBatches.accountId, [...visibleIds]);
}
