import { and, asc, count, eq, inArray, isNull, ne, sql, sum } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { alerts } from "@/db/schema/alerts";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { trustMatters } from "@/db/schema/trust";
import { requirePermission, visibleAccountIds } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import type { TrustAccountRow, TrustMatterRow } from "./model";
import { readStanding } from "./queries";
import type { TrustFilter } from "./schemas";

export type TrustBalances = {
  accounts: TrustAccountRow[];
  matters: TrustMatterRow[];
  /** How many matters are below zero now, shown on this page or not. */
  negativeCount: number;
  /** Where the next page begins; null when there is none. */
  next: string | null;
};

/** The trust accounts with their sums, and the matters of the filter in the order of their numbers. */
export async function listTrustBalances(ctx: Ctx, filter: TrustFilter): Promise<TrustBalances> {
  requirePermission(ctx, "payments.view");
  const after = readPlace(filter.after);
  return inFirm(ctx, async (tx) => {
    const accounts = await listAccounts(ctx, tx);
    const named = accounts.filter(({ accountId, accountName }) => [accountId, accountName].includes(filter.account));
    const shown = filter.account ? named : accounts;
    const rows = await listMatters(ctx, tx, { ...filter, accountIds: shown.map(({ accountId }) => accountId), after });
    const matters = [];
    for (const row of rows.slice(0, filter.limit)) {
      const { firmId: _firm, ...matter } = row;
      const { underWayCents: _under, ...standing } = await readStanding(ctx, tx, row);
      const accountName = accounts.find(({ accountId }) => accountId === row.accountId)?.accountName ?? "";
      matters.push({ ...matter, ...standing, accountName });
    }
    const last = matters.at(-1);
    const negativeCount = await countNegative(ctx, tx, accounts);
    return { accounts, matters, negativeCount, next: rows.length > filter.limit && last ? placeOf(last) : null };
  });
}

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

type Place = { clientRef: string; matterRef: string; accountId: string };

type Wanted = { accountIds: string[]; q: string; all: boolean; limit: number; after: Place | null };

async function listMatters(ctx: Ctx, tx: Tx, { accountIds, q, all, limit, after }: Wanted) {
  if (accountIds.length === 0) return [];
  const start = `${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return tx
    .select()
    .from(trustMatters)
    .where(
      and(
        eq(trustMatters.firmId, ctx.firmId),
        inArray(trustMatters.accountId, accountIds),
        all ? undefined : ne(trustMatters.totalCents, 0),
        q === ""
          ? undefined
          : sql`(${trustMatters.clientRef} like ${start} or ${trustMatters.matterRef} like ${start})`,
        after
          ? sql`(${trustMatters.clientRef}, ${trustMatters.matterRef}, ${trustMatters.accountId}) > (${after.clientRef}, ${after.matterRef}, ${after.accountId})`
          : undefined,
      ),
    )
    .orderBy(asc(trustMatters.clientRef), asc(trustMatters.matterRef), asc(trustMatters.accountId))
    .limit(limit + 1);
}

function placeOf({ clientRef, matterRef, accountId }: Place): string {
  return Buffer.from(JSON.stringify([clientRef, matterRef, accountId])).toString("base64url");
}

function readPlace(text: string | null | undefined): Place | null {
  if (!text) return null;
  try {
    const [clientRef, matterRef, accountId] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[];
    if (typeof clientRef === "string" && typeof matterRef === "string" && typeof accountId === "string")
      return { clientRef, matterRef, accountId };
  } catch {
    // Told below, with every other broken place.
  }
  throw new AppError("invalid_input", { reason: "cursor_invalid" });
}
