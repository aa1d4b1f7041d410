import type { ColumnsKeptIn } from "@/components/list/list-shape";
import type { ListArrangement, ListColumn, SavedView } from "@/lib/lists/model";
import { getArrangement, listSavedViews } from "@/lib/lists/queries";
import { arrangeOnly, isSavedView, type ListId, mergeArrangement, readColumns, writeSort } from "@/lib/lists/rules";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";

export type Address = Record<string, string | string[] | undefined>;

export type ListSetting = {
  arrangement: ListArrangement;
  keptIn: ColumnsKeptIn;
  views: SavedView[];
  /** Of the address: a saved view's id or a report's. */
  openId: string | null;
  /** The parts of the address that say which view is open, to be carried along. */
  marks: Record<string, string>;
};

/** The columns of the address, when it names any (a view is open), else those that the user keeps. */
export async function readList(
  ctx: Ctx,
  { listId, columns, address }: { listId: ListId; columns: readonly ListColumn[]; address: Address },
): Promise<ListSetting> {
  const named = readColumns(textOf(address.columns));
  const [kept, views] = await Promise.all([getArrangement(ctx, listId), listSavedViews(ctx, listId)]);
  const arrangement = named ? arrangeOnly(columns, named) : mergeArrangement(columns, kept);
  const view = isSavedView(textOf(address.view)) ? textOf(address.view) : "";
  const report = textOf(address.report);
  const openId = view || report || null;
  const marks = Object.fromEntries(
    Object.entries({ columns: textOf(address.columns), view, report }).filter(([, text]) => text !== ""),
  );
  return { arrangement, keptIn: named ? "address" : "preferences", views, openId, marks };
}

/** One part of an address; several of one name are joined with commas. */
export function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).slice(0, 4_000);
}

/** A page of a list; a cursor that was typed, has aged, or belongs to another order shows the first one. */
export async function fromCursorOrStart<Filter extends { cursor?: string | null | undefined }, Found>(
  filter: Filter,
  list: (filter: Filter) => Promise<Found>,
): Promise<Found> {
  return list(filter).catch((error: unknown) => {
    if (!filter.cursor || !(error instanceof AppError) || !error.reason.startsWith("cursor_")) throw error;
    return list({ ...filter, cursor: null });
  });
}

/** The filter in the order that its user keeps, unless the address asks for one. */
export function inKeptOrder<Filter extends { sort: string }>(
  filter: Filter,
  { address, setting, sorts }: { address: Address; setting: ListSetting; sorts: readonly Filter["sort"][] },
): Filter {
  const kept = setting.arrangement.sort && !textOf(address.sort) ? writeSort(setting.arrangement.sort) : null;
  const sort = sorts.find((one) => one === kept);
  return sort ? { ...filter, sort } : filter;
}
