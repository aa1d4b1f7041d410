import { sql } from "drizzle-orm";
import { invoices as i } from "@/db/schema/invoices";
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
import { INVOICE_SORTS, type InvoiceSortId } from "../columns";

/** What the place of an invoice in the list is told by. */
export type SortedInvoice = { invoice: typeof i.$inferSelect };

/** Each has an index that begins with the firm and this value. */
const SORT_KEYS: Record<InvoiceSortId, SortKey<SortedInvoice>> = {
  created: instantKey(sql`${i.createdAt}`, ({ invoice }) => invoice.createdAt),
  number: textKey(sql`${i.number}`, ({ invoice }) => invoice.number),
  bill_to: textKey(sql`${i.billToKey}`, ({ invoice }) => invoice.billToKey),
  issued: dayKey(sql`${i.issueDate}`, ({ invoice }) => invoice.issueDate),
  due: dayKey(sql`${i.dueDate}`, ({ invoice }) => invoice.dueDate),
  total: centsKey(sql`${i.totalCents}`, ({ invoice }) => invoice.totalCents),
  balance: centsKey(sql`${i.balanceCents}`, ({ invoice }) => invoice.balanceCents),
};

type Asked = { sort?: SortText<InvoiceSortId>; cursor?: string | null };

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf<Row extends SortedInvoice>({ sort = "-created", cursor }: Asked): ListOrder<Row> {
  const { columnId, direction } = partsOfSort(sort, INVOICE_SORTS);
  return makeOrder<Row>({
    sort,
    isDescending: direction === "desc",
    keys: [SORT_KEYS[columnId]],
    id: { of: sql`${i.id}`, textOf: ({ invoice }) => invoice.id },
    cursor,
  });
}
