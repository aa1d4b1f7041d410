import type { Cell, ListColumn } from "@/lib/lists/model";
import { listTrustBalances } from "@/lib/trust/list-trust-balances";
import type { TrustMatterRow } from "@/lib/trust/model";
import { TrustFilter } from "@/lib/trust/schemas";
import { makeSource, readPages } from "./source";

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

/** The balances of matters. */
export const trustSource = makeSource<TrustFilter, TrustMatterRow>({
  permission: "payments.view",
  columns: COLUMNS,
  labels: "exports.columns.trust",
  readFilter: ({ account, q, all, sort }) =>
    TrustFilter.parse({ account, q, sort, all: all === "1" || all === "true" }),
  count: async (ctx, filter) => (await listTrustBalances(ctx, { ...filter, limit: 1 })).count,
  stream: (ctx, filter, picked) =>
    readPages(async (cursor) => {
      const { matters, nextCursor } = await listTrustBalances(ctx, { ...filter, picked, cursor, limit: PAGE });
      return { rows: matters, nextCursor };
    }),
  cellOf: (id, row) => CELLS[id]?.(row) ?? null,
  currencyOf: (row) => row.currency,
  words: {},
});
