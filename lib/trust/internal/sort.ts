import { sql } from "drizzle-orm";
import { trustMatters as m } from "@/db/schema/trust";
import { partsOfSort } from "@/lib/lists/rules";
import { centsKey, instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { TRUST_SORTS, type TrustSortId } from "../columns";
import type { TrustFilter } from "../schemas";

export type SortedMatter = typeof m.$inferSelect;

const client: SortKey<SortedMatter> = textKey(sql`${m.clientRef}`, (row) => row.clientRef);
const matter: SortKey<SortedMatter> = textKey(sql`${m.matterRef}`, (row) => row.matterRef);

/** All matters of the firm that match are put in order: some thousands. What a matter holds is unique with client, matter and account. */
const SORT_KEYS: Record<TrustSortId, readonly SortKey<SortedMatter>[]> = {
  client: [client, matter],
  matter: [matter, client],
  last_entry: [instantKey(sql`${m.lastEntryAt}`, (row) => row.lastEntryAt), client, matter],
  total: [centsKey(sql`${m.totalCents}`, (row) => row.totalCents), client, matter],
};

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf({ sort, cursor }: Pick<TrustFilter, "sort" | "cursor">): ListOrder<SortedMatter> {
  const { columnId, direction } = partsOfSort(sort, TRUST_SORTS);
  return makeOrder({
    sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${m.accountId}`, textOf: (row) => row.accountId },
    cursor,
  });
}
