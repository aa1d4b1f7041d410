import { type SQL, sql } from "drizzle-orm";
import type { PickedRows } from "@/lib/lists/model";
import { decodeSortCursor, encodeSortCursor, isInstantText, type TwoWayPage } from "./keyset";

/** One value that rows are ordered by. */
export type SortKey<Row> = {
  of: SQL;
  /** The value as the cursor holds it. */
  textOf: (row: Row) => string;
  /** A cursor's value as the database takes it; null when it is none. */
  read: (text: string) => SQL | null;
};

/** What has not come to it counts as earliest: the column has to say so too, `coalesce(x, '-infinity')`. */
const NEVER = "-infinity";
const DAY = /^[12]\d{3}-\d{2}-\d{2}$/;

export function textKey<Row>(of: SQL, textOf: SortKey<Row>["textOf"]): SortKey<Row> {
  return { of, textOf, read: (value) => sql`${value}::text` };
}

export function instantKey<Row>(of: SQL, at: (row: Row) => Date | null): SortKey<Row> {
  return {
    of,
    textOf: (row) => at(row)?.toISOString() ?? NEVER,
    read: (value) => (value === NEVER || isInstantText(value) ? sql`${value}::timestamptz` : null),
  };
}

/** A day such as "2026-11-21". */
export function dayKey<Row>(of: SQL, day: (row: Row) => string | null): SortKey<Row> {
  const isDay = (value: string) => DAY.test(value) && isInstantText(`${value}T00:00:00.000Z`);
  return {
    of,
    textOf: (row) => day(row) ?? NEVER,
    read: (value) => (value === NEVER || isDay(value) ? sql`${value}::date` : null),
  };
}

export function centsKey<Row>(of: SQL, cents: (row: Row) => number): SortKey<Row> {
  return {
    of,
    textOf: (row) => String(cents(row)),
    read: (value) => (/^-?\d{1,15}$/.test(value) ? sql`${value}::bigint` : null),
  };
}

/** How a list is asked for one page, from its beginning or from a cursor, onwards or back. */
export type ListOrder<Row> = {
  /** For `order by`; backwards when the page is read back. */
  by: SQL;
  /** Rows on the asked side of the cursor; nothing at the beginning. */
  after: SQL | undefined;
  isBack: boolean;
  hasCursor: boolean;
  cursorAt: (row: Row, isBack: boolean) => string;
  /** The same order from its beginning. */
  start: () => ListOrder<Row>;
};

type Sorting<Row> = {
  /** As it stands in the address: "-date". */
  sort: string;
  isDescending: boolean;
  keys: readonly SortKey<Row>[];
  /** Tells rows of equal keys apart. */
  id: { of: SQL; textOf: (row: Row) => string };
  cursor: string | null | undefined;
};

/** @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function makeOrder<Row>(sorting: Sorting<Row>): ListOrder<Row> {
  const { sort, keys, id, isDescending, cursor } = sorting;
  const place = cursor ? readPlace(sorting, cursor) : null;
  const isBack = place?.isBack ?? false;
  const isDown = isDescending !== isBack;
  const columns = [...keys.map(({ of }) => of), id.of];
  return {
    by: listed(columns.map((column) => (isDown ? sql`${column} desc` : sql`${column} asc`))),
    after: place ? sql`(${listed(columns)}) ${isDown ? sql`<` : sql`>`} (${place.values})` : undefined,
    isBack,
    hasCursor: place !== null,
    cursorAt: (row, back) =>
      encodeSortCursor({ sort, values: keys.map((key) => key.textOf(row)), id: id.textOf(row), isBack: back }),
    start: () => makeOrder({ ...sorting, cursor: null }),
  };
}

/**
 * The page that `read` finds when it is asked for one row more than `limit`. On the way back the first page is always a whole one:
 * rows that came in before it since do not leave it short.
 */
export async function readPageOf<Row, T>(
  order: ListOrder<Row>,
  limit: number,
  read: (order: ListOrder<Row>) => Promise<Row[]>,
  view: (row: Row) => T,
): Promise<TwoWayPage<T>> {
  const rows = await read(order);
  const hasMore = rows.length > limit;
  if (order.isBack && rows.length < limit) return readPageOf(order.start(), limit, read, view);
  const shown = rows.slice(0, limit);
  if (order.isBack) shown.reverse();
  const [first, last] = [shown.at(0), shown.at(-1)];
  const hasNext = order.isBack || hasMore;
  const hasPrevious = order.isBack ? hasMore : order.hasCursor;
  return {
    rows: shown.map(view),
    nextCursor: hasNext && last ? order.cursorAt(last, false) : null,
    previousCursor: hasPrevious && first ? order.cursorAt(first, true) : null,
  };
}

/** The rows that somebody ticked; all of them without a choice. */
export function pickedCondition(id: SQL, picked: PickedRows | null | undefined): SQL | undefined {
  if (!picked) return undefined;
  const ids = sql.param([...picked.ids]);
  return picked.isAll ? sql`${id} <> all(${ids}::text[])` : sql`${id} = any(${ids}::text[])`;
}

function readPlace<Row>({ keys, sort }: Sorting<Row>, cursor: string): { values: SQL; isBack: boolean } {
  const { values, id, isBack } = decodeSortCursor(
    cursor,
    sort,
    (texts) => texts.length === keys.length && keys.every((key, index) => key.read(texts[index] ?? "") !== null),
  );
  const read = keys.flatMap((key, index) => key.read(values[index] ?? "") ?? []);
  return { values: listed([...read, sql`${id}`]), isBack };
}

function listed(parts: readonly SQL[]): SQL {
  return sql.join([...parts], sql`, `);
}
