import type { ActionResult } from "@/components/forms/action-result";
import type { SavedView } from "@/lib/lists/model";
import { type ListId, writeColumns } from "@/lib/lists/rules";

export type ViewActions = {
  saveView: (input: {
    listId: ListId;
    viewId: string | null;
    name: string;
    isShared: boolean;
    query: string;
    columns: { id: string; width?: number }[];
  }) => Promise<ActionResult<{ viewId: string }>>;
  renameView: (input: { viewId: string; name: string }) => Promise<ActionResult<{ viewId: string }>>;
  removeView: (input: { viewId: string }) => Promise<ActionResult<{ viewId: string }>>;
};

/** A report that comes with the product. */
export type BuiltInView = { id: string; name: string; query: string; columns: readonly string[] };

export type ListViewsProps = {
  listId: ListId;
  path: string;
  /** The list's address without "?". */
  query: string;
  views: readonly SavedView[];
  builtIn: readonly BuiltInView[];
  /** Of the address: a saved view's id or a built-in report's. */
  openId: string | null;
  mayShare: boolean;
  actions: ViewActions;
};

/** Where a saved view stands open. */
export function viewAddress(path: string, view: Pick<SavedView, "id" | "query" | "columns">): string {
  const query = new URLSearchParams(view.query);
  query.set("columns", writeColumns(view.columns));
  query.set("view", view.id);
  return `${path}?${query}`;
}

/** Where a report of the product stands open. */
export function reportAddress(path: string, query: string, columns: readonly string[], id: string): string {
  const address = new URLSearchParams(query);
  address.set("columns", writeColumns(columns.map((column) => ({ id: column }))));
  address.set("report", id);
  return `${path}?${address}`;
}
