import { type SQL, sql } from "drizzle-orm";
import { postings as p } from "@/db/schema/postings";
import { decodeSortCursor, isInstantText } from "@/lib/platform/keyset";
import type { PostingSortId } from "../columns";
import { type PostingFilter, sortOf } from "../schemas";
import type { ReadRow } from "./select-rows";

/** One value that rows are ordered by. */
type SortKey = {
  of: SQL;
  /** The value as the cursor holds it. */
  textOf: (row: ReadRow) => string;
  /** A cursor's value as the database takes it; null when it is none. */
  read: (text: string) => SQL | null;
};

const text = (of: SQL, textOf: SortKey["textOf"]): SortKey => ({ of, textOf, read: (value) => sql`${value}::text` });

const SORT_KEYS: Record<PostingSortId, readonly SortKey[]> = {
  date: [
    {
      of: sql`${p.createdAt}`,
      textOf: ({ row }) => row.createdAt.toISOString(),
      read: (value) => (isInstantText(value) ? sql`${value}::timestamptz` : null),
    },
  ],
  payer: [text(sql`lower(${p.payerName})`, ({ payerKey }) => payerKey)],
  invoice: [text(sql`${p.invoiceNumber}`, ({ row }) => row.invoiceNumber)],
  matter: [
    text(sql`${p.clientNumber}`, ({ row }) => row.clientNumber),
    text(sql`${p.matterNumber}`, ({ row }) => row.matterNumber),
  ],
  amount: [
    {
      of: sql`${p.amountCents}`,
      textOf: ({ row }) => String(row.amountCents),
      read: (value) => (/^-?\d{1,15}$/.test(value) ? sql`${value}::bigint` : null),
    },
  ],
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
export function orderOf(filter: Pick<PostingFilter, "sort" | "cursor">): ListOrder {
  const { columnId, isDescending } = sortOf(filter);
  const keys = SORT_KEYS[columnId];
  const columns = [...keys.map(({ of }) => of), sql`${p.id}`];
  const word = isDescending ? sql`desc` : sql`asc`;
  const sign = isDescending ? sql`<` : sql`>`;
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
