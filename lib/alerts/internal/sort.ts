import { sql } from "drizzle-orm";
import { alerts as a } from "@/db/schema/alerts";
import { partsOfSort } from "@/lib/lists/rules";
import { instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { ALERT_SORTS, type AlertSortId } from "../columns";
import type { AlertFilter } from "../schemas";

/** What the place of an alert in the list is told by. */
export type SortedAlert = { alert: typeof a.$inferSelect; paymentNumber: string };

const raised: SortKey<SortedAlert> = instantKey(sql`${a.raisedAt}`, ({ alert }) => alert.raisedAt);

/** By time there is an index. For the others all alerts of the firm that match are put in order: hundreds, after years thousands. */
const SORT_KEYS: Record<AlertSortId, readonly SortKey<SortedAlert>[]> = {
  raised: [raised],
  alert: [textKey(sql`${a.kind}`, ({ alert }) => alert.kind), raised],
  payment: [textKey(sql`coalesce(payments.number, '')`, ({ paymentNumber }) => paymentNumber)],
};

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf<Row extends SortedAlert>({
  sort,
  cursor,
}: Pick<AlertFilter, "sort" | "cursor">): ListOrder<Row> {
  const { columnId, direction } = partsOfSort(sort, ALERT_SORTS);
  return makeOrder<Row>({
    sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${a.id}`, textOf: ({ alert }) => alert.id },
    cursor,
  });
}
