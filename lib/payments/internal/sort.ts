import { type SQL, sql } from "drizzle-orm";
import { listedPayments as p } from "@/db/schema/payments";
import { decodeSortCursor, isInstantText } from "@/lib/platform/keyset";
import type { PaymentSortId } from "../columns";
import { type PaymentFilter, sortOf } from "../schemas";
import type { ReadRow } from "./read-rows";

/** One value that rows are ordered by. Each sort has an index that begins with the firm and these values. */
type SortKey = {
  of: SQL;
  /** The value as the cursor holds it. */
  textOf: (row: ReadRow) => string;
  /** A cursor's value as the database takes it; null when it is none. */
  read: (text: string) => SQL | null;
};

const NEVER = "-infinity";

const text = (of: SQL, textOf: SortKey["textOf"]): SortKey => ({ of, textOf, read: (value) => sql`${value}::text` });

const instant = (of: SQL, at: (row: ReadRow) => Date | null): SortKey => ({
  of,
  textOf: (row) => at(row)?.toISOString() ?? NEVER,
  read: (value) => (value === NEVER || isInstantText(value) ? sql`${value}::timestamptz` : null),
});

const amount: SortKey = {
  of: sql`${p.amountCents}`,
  textOf: ({ row }) => String(row.amountCents),
  read: (value) => (/^\d{1,15}$/.test(value) ? sql`${value}::bigint` : null),
};

const created = instant(sql`${p.createdAt}`, ({ row }) => row.createdAt);
// A client's matters stand together, and a matter's number means little without its client.
const matter = [
  text(sql`${p.clientRef}`, ({ row }) => row.clientRef),
  text(sql`${p.matterRef}`, ({ row }) => row.matterRef),
];

const SORT_KEYS: Record<PaymentSortId, readonly SortKey[]> = {
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
  amount: [amount],
  // What has not come to it counts as earliest.
  approved_at: [instant(sql`coalesce(${p.approvedAt}, '-infinity')`, ({ row }) => row.approvedAt)],
  settled_at: [instant(sql`coalesce(${p.settledAt}, '-infinity')`, ({ row }) => row.settledAt)],
};

export type ListOrder = {
  /** For `order by`. */
  by: SQL;
  /** Rows behind the cursor; nothing on the first page. */
  after: SQL | undefined;
  /** The values of a row that its cursor holds. */
  valuesOf: (row: ReadRow) => string[];
};

/** The order of a list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf(filter: Pick<PaymentFilter, "sort" | "cursor">): ListOrder {
  const { columnId, direction } = sortOf(filter);
  const keys = SORT_KEYS[columnId];
  const columns = [...keys.map(({ of }) => of), sql`${p.id}`];
  const word = direction === "desc" ? sql`desc` : sql`asc`;
  const sign = direction === "desc" ? sql`<` : sql`>`;
  return {
    by: listed(columns.map((column) => sql`${column} ${word}`)),
    after: filter.cursor ? sql`(${listed(columns)}) ${sign} (${placeOf(keys, filter.sort, filter.cursor)})` : undefined,
    valuesOf: (row) => keys.map((key) => key.textOf(row)),
  };
}

function placeOf(keys: readonly SortKey[], sort: string, cursor: string): SQL {
  const { values, id } = decodeSortCursor(cursor, sort, (texts) =>
    keys.every((key, index) => key.read(texts[index] ?? "") !== null),
  );
  const read = keys.flatMap((key, index) => key.read(values[index] ?? "") ?? []);
  return listed([...read, sql`${id}`]);
}

function listed(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql`, `);
}
