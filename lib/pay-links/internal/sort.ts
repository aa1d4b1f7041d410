import { sql } from "drizzle-orm";
import { payLinks as l } from "@/db/schema/pay-links";
import { partsOfSort, type SortText } from "@/lib/lists/rules";
import {
  centsKey,
  dayKey,
  instantKey,
  type ListOrder,
  makeOrder,
  type SortKey,
  textKey,
} from "@/lib/platform/list-order";
import { LINK_SORTS, type LinkSortId } from "../columns";

/** What the place of a link in the list is told by. */
export type SortedLink = { link: typeof l.$inferSelect };

type Key = SortKey<SortedLink>;

/**
 * Each has an index that begins with the firm and these values; what has not come to it counts as earliest. Not `coalesce`: beneath
 * row-level security the database takes it for leaky and keeps it from its index.
 */
const SORT_KEYS: Record<LinkSortId, Key> = {
  created: instantKey(sql`${l.createdAt}`, ({ link }) => link.createdAt),
  number: textKey(sql`${l.number}`, ({ link }) => link.number),
  recipient: textKey(sql`${l.recipientKey}`, ({ link }) => link.recipientKey),
  invoice: textKey(sql`${l.invoiceNumber}`, ({ link }) => link.invoiceNumber),
  due: dayKey(sql`case when ${l.dueDate} is null then '-infinity' else ${l.dueDate} end`, ({ link }) => link.dueDate),
  amount: centsKey(sql`${l.amountCents}`, ({ link }) => link.amountCents),
  opened_at: instantKey(
    sql`case when ${l.openedAt} is null then '-infinity' else ${l.openedAt} end`,
    ({ link }) => link.openedAt,
  ),
  expires_at: instantKey(sql`${l.expiresAt}`, ({ link }) => link.expiresAt),
};

type Asked = { sort?: SortText<LinkSortId>; cursor?: string | null };

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf<Row extends SortedLink>({ sort = "-created", cursor }: Asked): ListOrder<Row> {
  const { columnId, direction } = partsOfSort(sort, LINK_SORTS);
  return makeOrder<Row>({
    sort,
    isDescending: direction === "desc",
    keys: [SORT_KEYS[columnId]],
    id: { of: sql`${l.id}`, textOf: ({ link }) => link.id },
    cursor,
  });
}
