import { sql } from "drizzle-orm";
import { listedPayments as p } from "@/db/schema/payments";
import { partsOfSort } from "@/lib/lists/rules";
import { centsKey, instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { PAYMENT_SORTS, type PaymentSortId } from "../columns";
import type { PaymentFilter } from "../schemas";
import type { ReadRow } from "./read-rows";

type Key = SortKey<ReadRow>;

const text: (...key: Parameters<typeof textKey<ReadRow>>) => Key = textKey;
const instant: (...key: Parameters<typeof instantKey<ReadRow>>) => Key = instantKey;

const created = instant(sql`${p.createdAt}`, ({ row }) => row.createdAt);
// A client's matters stand together, and a matter's number means little without its client.
const matter = [
  text(sql`${p.clientRef}`, ({ row }) => row.clientRef),
  text(sql`${p.matterRef}`, ({ row }) => row.matterRef),
];

/** Each sort has an index that begins with the firm and these values. */
const SORT_KEYS: Record<PaymentSortId, readonly Key[]> = {
  date: [created],
  number: [text(sql`${p.number}`, ({ row }) => row.number)],
  payer: [text(sql`lower(${p.payerName})`, ({ payerKey }) => payerKey)],
  client: matter,
  matter,
  invoice: [text(sql`${p.invoiceNumber}`, ({ row }) => row.invoiceNumber)],
  source: [text(sql`${p.source}`, ({ row }) => row.source), created],
  method: [
    text(sql`${p.methodKind}`, ({ row }) => row.methodKind),
    text(sql`${p.methodBrand}`, ({ row }) => row.methodBrand),
    created,
  ],
  status: [text(sql`${p.status}`, ({ row }) => row.status), created],
  amount: [centsKey(sql`${p.amountCents}`, ({ row }) => row.amountCents)],
  // What has not come to it counts as earliest.
  approved_at: [instant(sql`coalesce(${p.approvedAt}, '-infinity')`, ({ row }) => row.approvedAt)],
  settled_at: [instant(sql`coalesce(${p.settledAt}, '-infinity')`, ({ row }) => row.settledAt)],
};

/** The order of a list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf(filter: Pick<PaymentFilter, "sort" | "cursor">): ListOrder<ReadRow> {
  const { columnId, direction } = partsOfSort(filter.sort, PAYMENT_SORTS);
  return makeOrder({
    sort: filter.sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${p.id}`, textOf: ({ row }) => row.id },
    cursor: filter.cursor,
  });
}
