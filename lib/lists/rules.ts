import type { ListArrangement, ListColumn, ListSort } from "./model";

/** The lists whose columns and views are kept. */
export const LIST_IDS = [
  "payments",
  "payers",
  "sent",
  "alerts",
  "trust",
  "postings",
  "users",
  "audit",
  "invoices",
  "schedules",
] as const;
export type ListId = (typeof LIST_IDS)[number];

export function isKnownList(value: string): value is ListId {
  return (LIST_IDS as readonly string[]).includes(value);
}

/** Parts of an address that say where in a list one stands or which view is open, and are no part of what is asked. */
const PLACE_NAMES = ["cursor", "report", "columns", "lang", "limit"];

/** Whether `view=` in an address names a saved view. Manage Postings has views of its own under that name, and they do ask something. */
export function isSavedView(text: string): boolean {
  return text.startsWith("view_");
}

/** Between a column and its width in the address: "payer~14". */
const WIDTH_MARK = "~";

/**
 * What a user kept, brought up to the columns there are: an unknown column is dropped, a new one stands hidden or shown as it does by
 * itself, at the end. Without anything kept the columns are as the list has them.
 */
export function mergeArrangement(columns: readonly ListColumn[], kept: ListArrangement | null): ListArrangement {
  const known = new Map(columns.map((column) => [column.id, column]));
  const seen = new Set<string>();
  const before = (kept?.columns ?? []).flatMap((choice) => {
    const column = known.get(choice.id);
    if (!column || seen.has(choice.id)) return [];
    seen.add(choice.id);
    return [arranged(column, choice.isVisible, choice.width)];
  });
  const added = columns
    .filter(({ id }) => !seen.has(id))
    .map((column) => arranged(column, !column.isHidden, undefined));
  const sort = kept?.sort && known.get(kept.sort.columnId)?.isSortable ? kept.sort : null;
  return { columns: [...before, ...added], sort };
}

/** The columns of a view or of an address, in their order; all others are hidden. Fixed ones are always shown. */
export function arrangeOnly(
  columns: readonly ListColumn[],
  only: readonly { id: string; width?: number }[],
): ListArrangement {
  const shown = only.map(({ id, width }) => ({ id, isVisible: true, ...(width ? { width } : {}) }));
  const named = new Set(only.map(({ id }) => id));
  const rest = columns.filter(({ id }) => !named.has(id)).map(({ id }) => ({ id, isVisible: false }));
  return mergeArrangement(columns, { columns: [...shown, ...rest], sort: null });
}

/** "date,payer~14" as columns; null when there are none. */
export function readColumns(text: string | null | undefined): { id: string; width?: number }[] | null {
  const parts = (text ?? "").split(",").filter((part) => part !== "");
  if (parts.length === 0 || parts.length > 120) return null;
  return parts.map((part) => {
    const [id = "", rem = ""] = part.split(WIDTH_MARK);
    const width = Number(rem);
    return width >= 3 && width <= 60 ? { id, width } : { id };
  });
}

export function writeColumns(columns: readonly { id: string; width?: number }[]): string {
  return columns.map(({ id, width }) => (width ? `${id}${WIDTH_MARK}${width}` : id)).join(",");
}

/** What an address asks of a list, without its place in it: two addresses that ask the same are equal. */
export function queryOf(address: string): string {
  const query = new URLSearchParams(address);
  for (const name of PLACE_NAMES) query.delete(name);
  const ownViews = query.getAll("view").filter((view) => !isSavedView(view));
  query.delete("view");
  for (const view of ownViews) query.append("view", view);
  for (const [name, value] of [...query]) if (value === "") query.delete(name);
  query.sort();
  return query.toString();
}

/** `queryOf` without order and grouping: what is selected under one order is selected under another. */
export function matchOf(address: string): string {
  const query = new URLSearchParams(queryOf(address));
  for (const name of ["sort", "group"]) query.delete(name);
  return query.toString();
}

/** "-date" is newest first. */
export function writeSort({ columnId, direction }: ListSort): string {
  return direction === "desc" ? `-${columnId}` : columnId;
}

export function readSort(text: string | null | undefined): ListSort | null {
  if (!text) return null;
  return text.startsWith("-") ? { columnId: text.slice(1), direction: "desc" } : { columnId: text, direction: "asc" };
}

export type SortText<Id extends string> = Id | `-${Id}`;

/** Every sort by these columns, as it may stand in an address. */
export function sortTextsOf<Id extends string>(ids: readonly [Id, ...Id[]]): [SortText<Id>, ...SortText<Id>[]] {
  const [first] = ids;
  return [first, ...ids.flatMap((id): SortText<Id>[] => (id === first ? [`-${id}`] : [id, `-${id}`]))];
}

/** A sort of `sortTextsOf`, taken apart. */
export function partsOfSort<Id extends string>(
  sort: SortText<Id>,
  ids: readonly [Id, ...Id[]],
): { columnId: Id; direction: ListSort["direction"] } {
  const columnId = ids.find((id) => sort === id || sort === `-${id}`) ?? ids[0];
  return { columnId, direction: sort === columnId ? "asc" : "desc" };
}

/** The other way round on a second press; money, numbers and times begin with the largest. */
export function nextSort(column: ListColumn, current: ListSort | null): ListSort {
  if (current?.columnId === column.id) {
    return { columnId: column.id, direction: current.direction === "asc" ? "desc" : "asc" };
  }
  const isWords = column.kind === "text" || column.kind === "word";
  return { columnId: column.id, direction: isWords ? "asc" : "desc" };
}

function arranged(column: ListColumn, isVisible: boolean, width: number | undefined) {
  return { id: column.id, isVisible: column.isFixed ? true : isVisible, ...(width ? { width } : {}) };
}

/** "1,284"; our faces lack U+202F, with which some runtimes group French. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: "always" }).format(count).replaceAll("\u202f", "\u00a0");
}
