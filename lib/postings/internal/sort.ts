import { sql } from "drizzle-orm";
import { postings as p } from "@/db/schema/postings";
import { partsOfSort } from "@/lib/lists/rules";
import { centsKey, instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { POSTING_SORTS, type PostingSortId } from "../columns";
import type { PostingFilter } from "../schemas";
import type { ReadRow } from "./select-rows";

const SORT_KEYS: Record<PostingSortId, readonly SortKey<ReadRow>[]> = {
  date: [instantKey(sql`${p.createdAt}`, ({ row }) => row.createdAt)],
  payer: [textKey(sql`lower(${p.payerName})`, ({ payerKey }) => payerKey)],
  invoice: [textKey(sql`${p.invoiceNumber}`, ({ row }) => row.invoiceNumber)],
  matter: [
    textKey(sql`${p.clientNumber}`, ({ row }) => row.clientNumber),
    textKey(sql`${p.matterNumber}`, ({ row }) => row.matterNumber),
  ],
  amount: [centsKey(sql`${p.amountCents}`, ({ row }) => row.amountCents)],
};

/** The order of a list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf(filter: Pick<PostingFilter, "sort" | "cursor">): ListOrder<ReadRow> {
  const { columnId, direction } = partsOfSort(filter.sort, POSTING_SORTS);
  return makeOrder({
    sort: filter.sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${p.id}`, textOf: ({ row }) => row.id },
    cursor: filter.cursor,
  });
}
