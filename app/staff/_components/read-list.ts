import type { ColumnsKeptIn } from "@/components/list/list-shape";
import type { ListArrangement, ListColumn, SavedView } from "@/lib/lists/model";
import { getArrangement, listSavedViews } from "@/lib/lists/queries";
import { arrangeOnly, type ListId, mergeArrangement, readColumns } from "@/lib/lists/rules";
import type { Ctx } from "@/lib/platform/context";

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
  const openId = textOf(address.view) || textOf(address.report) || null;
  const marks = Object.fromEntries(
    ["columns", "view", "report"].flatMap((name) => (textOf(address[name]) ? [[name, textOf(address[name])]] : [])),
  );
  return { arrangement, keptIn: named ? "address" : "preferences", views, openId, marks };
}

/** One part of an address; several of one name are joined with commas. */
export function textOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).slice(0, 4_000);
}
