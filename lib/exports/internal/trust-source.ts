import type { Cell, ListColumn } from "@/lib/lists/model";
import type { Ctx } from "@/lib/platform/context";
import { listTrustBalances } from "@/lib/trust/list-trust-balances";
import type { TrustMatterRow } from "@/lib/trust/model";
import { TrustFilter } from "@/lib/trust/schemas";
import { makeSource } from "./source";

const PAGE = 200;

const COLUMNS = [
  { id: "client", kind: "text" },
  { id: "matter", kind: "text" },
  { id: "account", kind: "text" },
  { id: "total", kind: "money" },
  { id: "cleared", kind: "money" },
  { id: "on_hold", kind: "money" },
  { id: "in_transit", kind: "money" },
  { id: "last_entry", kind: "instant" },
] as const satisfies readonly ListColumn[];

const CELLS: Record<string, (row: TrustMatterRow) => Cell> = {
  client: (row) => row.clientRef,
  matter: (row) => row.matterRef,
  account: (row) => row.accountName,
  total: (row) => row.totalCents,
  cleared: (row) => row.clearedCents,
  on_hold: (row) => row.onHoldCents,
  in_transit: (row) => row.inTransitCents,
  last_entry: (row) => row.lastEntryAt,
};

async function* readMatters(ctx: Ctx, filter: TrustFilter): AsyncGenerator<TrustMatterRow[]> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTrustBalances>> = await listTrustBalances(ctx, {
      ...filter,
      after,
      limit: PAGE,
    });
    yield page.matters;
    after = page.next;
  } while (after !== null);
}

/** No question of ours counts a search among matters; the accounts know how many they hold, which is never fewer. */
async function countMatters(ctx: Ctx, filter: TrustFilter): Promise<number> {
  const { accounts, matters, next } = await listTrustBalances(ctx, { ...filter, limit: PAGE });
  if (next === null) return matters.length;
  return accounts.reduce((sum, account) => sum + account.matters, 0);
}

/** The balances of matters. */
export const trustSource = makeSource<TrustFilter, TrustMatterRow>({
  permission: "payments.view",
  columns: COLUMNS,
  labels: "exports.columns.trust",
  readFilter: ({ account, q, all }) => TrustFilter.parse({ account, q, all: all === "1" || all === "true" }),
  count: countMatters,
  stream: readMatters,
  cellOf: (id, row) => CELLS[id]?.(row) ?? null,
  currencyOf: (row) => row.currency,
  words: {},
});
