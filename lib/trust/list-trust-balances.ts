import { and, asc, count, eq, inArray, isNull, ne, type SQL, sql, sum } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { alerts } from "@/db/schema/alerts";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { trustMatters } from "@/db/schema/trust";
import type { PickedRows } from "@/lib/lists/model";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { type ListOrder, pickedCondition, readPageOf } from "@/lib/platform/list-order";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { orderOf, type SortedMatter } from "./internal/sort";
import type { TrustAccountRow, TrustMatterRow } from "./model";
import { readStanding } from "./queries";
import type { TrustFilter } from "./schemas";

export type TrustBalances = {
  accounts: TrustAccountRow[];
  matters: TrustMatterRow[];
  /** How many matters the filter finds. */
  count: number;
  /** How many matters are below zero now, shown on this page or not. */
  negativeCount: number;
  nextCursor: string | null;
  previousCursor: string | null;
};

/** The trust accounts with their sums, and a page of the matters of the filter. @throws AppError forbidden, invalid_input (cursor_invalid, cursor_of_other_sort) */
export async function listTrustBalances(
  ctx: Ctx,
  filter: TrustFilter & { picked?: PickedRows | null },
): Promise<TrustBalances> {
  requirePermission(ctx, "payments.view");
  const start = orderOf(filter);
  return inFirm(ctx, async (tx) => {
    const accounts = await listAccounts(ctx, tx);
    const named = accounts.filter(({ accountId, accountName }) => [accountId, accountName].includes(filter.account));
    const condition = and(
      conditionOf(ctx, filter, filter.account ? named : accounts),
      pickedCondition(matterId, filter.picked),
    );
    const read = (order: ListOrder<SortedMatter>) => selectMatters(tx, condition, order, filter.limit + 1);
    const page = await readPageOf(start, filter.limit, read, (row) => row);
    const matters = [];
    for (const row of page.rows) {
      const { firmId: _firm, ...matter } = row;
      const { underWayCents: _under, ...standing } = await readStanding(ctx, tx, row);
      const accountName = accounts.find(({ accountId }) => accountId === row.accountId)?.accountName ?? "";
      matters.push({ ...matter, ...standing, accountName });
    }
    const [counted] = await tx.select({ count: count() }).from(trustMatters).where(condition);
    const negativeCount = await countNegative(ctx, tx, accounts);
    const { nextCursor, previousCursor } = page;
    return { accounts, matters, count: counted?.count ?? 0, negativeCount, nextCursor, previousCursor };
  });
}

/** As the rows of the list are named. */
const matterId = sql`${trustMatters.accountId} || '/' || ${trustMatters.clientRef} || '/' || ${trustMatters.matterRef}`;

async function listAccounts(ctx: Ctx, tx: Tx): Promise<TrustAccountRow[]> {
  const limit = visibleAccountIds(ctx);
  const fees = alias(merchantAccounts, "fees");
  const rows = await tx
    .select({ account: merchantAccounts, feeAccountName: fees.name })
    .from(merchantAccounts)
    .leftJoin(fees, and(eq(fees.firmId, merchantAccounts.firmId), eq(fees.id, merchantAccounts.feeAccountId)))
    .where(
      and(
        eq(merchantAccounts.firmId, ctx.firmId),
        eq(merchantAccounts.kind, "trust"),
        limit === null ? undefined : inArray(merchantAccounts.id, [...limit]),
      ),
    )
    .orderBy(asc(merchantAccounts.name));
  const sums = await tx
    .select({ id: trustMatters.accountId, matters: count(), cents: sum(trustMatters.totalCents).mapWith(Number) })
    .from(trustMatters)
    .where(and(eq(trustMatters.firmId, ctx.firmId), ne(trustMatters.totalCents, 0)))
    .groupBy(trustMatters.accountId);
  return rows.map(({ account, feeAccountName }) => {
    const own = sums.find(({ id }) => id === account.id);
    return {
      accountId: account.id,
      accountName: account.name,
      bankLast4: account.bankLast4,
      feeAccountName: feeAccountName ?? "",
      holdDays: account.holdDays,
      currency: account.currency,
      matters: own?.matters ?? 0,
      totalCents: own?.cents ?? 0,
    };
  });
}

/** Each matter below zero has its open alarm, written by the database; counting those needs no balance of all matters. */
async function countNegative(ctx: Ctx, tx: Tx, accounts: readonly TrustAccountRow[]): Promise<number> {
  if (accounts.length === 0) return 0;
  const rows = await tx
    .select({ count: count() })
    .from(alerts)
    .where(
      and(
        eq(alerts.firmId, ctx.firmId),
        eq(alerts.kind, "trust_negative"),
        isNull(alerts.closedAt),
        inArray(
          alerts.accountId,
          accounts.map(({ accountId }) => accountId),
        ),
      ),
    );
  return rows[0]?.count ?? 0;
}

function conditionOf(ctx: Ctx, { q, all }: TrustFilter, accounts: readonly TrustAccountRow[]): SQL | undefined {
  const start = `${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const accountIds = accounts.map(({ accountId }) => accountId);
  return and(
    eq(trustMatters.firmId, ctx.firmId),
    accountIds.length > 0 ? inArray(trustMatters.accountId, accountIds) : sql`false`,
    all ? undefined : ne(trustMatters.totalCents, 0),
    q === "" ? undefined : sql`(${trustMatters.clientRef} like ${start} or ${trustMatters.matterRef} like ${start})`,
  );
}

function selectMatters(tx: Tx, condition: SQL | undefined, order: ListOrder<SortedMatter>, most: number) {
  return tx.select().from(trustMatters).where(and(condition, order.after)).orderBy(order.by).limit(most).execute();
}
