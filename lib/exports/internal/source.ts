import type { Locale } from "@/lib/i18n/model";
import { textsOf } from "@/lib/i18n/texts";
import type { Cell, ListColumn, PickedRows } from "@/lib/lists/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Page } from "@/lib/platform/keyset";
import type { Permission } from "@/lib/staff/model";
import type { FileLine } from "../model";

/** A list's address, taken apart. */
export type ListQuery = Readonly<Record<string, string>>;

export type SourceColumn = { id: string; kind: ListColumn["kind"]; label: string; isHidden: boolean };

/** What an export needs to know of a list. Rows are those that the one who acts may see. */
export interface ListSource {
  permission: Permission;
  /** Every column of the list, in its own order, named in that language. */
  listColumns(ctx: Ctx, locale: Locale): Promise<SourceColumn[]>;
  /** How many rows the query finds; null: more than are worth counting. @throws AppError invalid_input (query_invalid) */
  countRows(ctx: Ctx, query: ListQuery): Promise<number | null>;
  /** All rows in their order, or those of them that were picked, some hundreds or thousands at a time. @throws AppError invalid_input (query_invalid) */
  readLines(ctx: Ctx, asked: LinesAsked): AsyncIterable<FileLine[]>;
}

export type LinesAsked = {
  query: ListQuery;
  columnIds: readonly string[];
  picked: PickedRows | null;
  locale: Locale;
};

type SourceParts<Filter, Row> = {
  permission: Permission;
  columns: readonly ListColumn[];
  /** Columns that the firm made for itself. */
  listOwnColumns?: (ctx: Ctx) => Promise<{ id: string; label: string }[]>;
  /** Where the names of the columns stand in the catalogue: "payments.columns". */
  labels: string;
  readFilter: (query: ListQuery) => Filter;
  count: (ctx: Ctx, filter: Filter) => Promise<number | null>;
  stream: (ctx: Ctx, filter: Filter, picked: PickedRows | null) => AsyncIterable<readonly Row[]>;
  cellOf: (columnId: string, row: Row) => Cell;
  currencyOf: (row: Row) => string;
  /** Where the words of a column stand: {status: "payments.status"}. A word that is not there is written as it is. */
  words: Readonly<Record<string, string>>;
};

/** A source out of what the list itself is read by. */
export function makeSource<Filter, Row>(parts: SourceParts<Filter, Row>): ListSource {
  return {
    permission: parts.permission,
    listColumns: async (ctx, locale) => {
      const names = textsOf(locale, parts.labels);
      const known = parts.columns.map(({ id, kind, isHidden }) => ({
        id,
        kind,
        label: names(id),
        isHidden: isHidden ?? false,
      }));
      const own = (await parts.listOwnColumns?.(ctx)) ?? [];
      return [...known, ...own.map(({ id, label }) => ({ id, kind: "text" as const, label, isHidden: true }))];
    },
    countRows: async (ctx, query) => parts.count(ctx, filterOf(parts, query)),
    readLines: (ctx, asked) => readLines(parts, ctx, asked),
  };
}

async function* readLines<Filter, Row>(
  parts: SourceParts<Filter, Row>,
  ctx: Ctx,
  { query, columnIds, picked, locale }: LinesAsked,
): AsyncGenerator<FileLine[]> {
  const words = new Map(Object.entries(parts.words).map(([id, place]) => [id, textsOf(locale, place)]));
  const write = (id: string, cell: Cell): Cell => {
    const texts = words.get(id);
    return texts && typeof cell === "string" && cell !== "" && texts.has(cell) ? texts(cell) : cell;
  };
  for await (const rows of parts.stream(ctx, filterOf(parts, query), picked)) {
    yield rows.map((row) => ({
      cells: columnIds.map((id) => write(id, parts.cellOf(id, row))),
      currency: parts.currencyOf(row),
    }));
  }
}

function filterOf<Filter, Row>(parts: SourceParts<Filter, Row>, query: ListQuery): Filter {
  try {
    return parts.readFilter(query);
  } catch (error) {
    throw new AppError("invalid_input", { reason: "query_invalid", cause: error });
  }
}

/** A list that is read by pages, from its beginning to its end. */
export async function* readPages<Row>(
  readPage: (cursor: string | null) => Promise<Page<Row>>,
): AsyncGenerator<readonly Row[]> {
  let cursor: string | null = null;
  do {
    const page: Page<Row> = await readPage(cursor);
    yield page.rows;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
