import type { ReactNode } from "react";
import { ListColumns } from "@/components/list/list-columns";
import { ListRegion } from "@/components/list/list-region";
import type { ListHead, ListRow, ListTotals } from "@/components/list/list-shape";
import { ListViews } from "@/components/list/list-views";
import { makeHeads } from "@/components/list/make-heads";
import type { BuiltInView } from "@/components/list/view-shape";
import type { ListColumn, ListSort } from "@/lib/lists/model";
import type { ListId } from "@/lib/lists/rules";
import {
  removeViewAction,
  renameViewAction,
  resetArrangementAction,
  saveArrangementAction,
  saveViewAction,
} from "../actions";
import type { ListSetting } from "./read-list";

type StaffListProps = {
  listId: ListId;
  path: string;
  /** Without "?", without the marks of an open view. */
  query: string;
  columns: readonly ListColumn[];
  setting: ListSetting;
  labelOf: (columnId: string) => string;
  /** Lists that can be sorted. */
  sort?: { now: ListSort; href: (sort: ListSort) => string };
  /** The name of a last column with what can be done, for screen readers. */
  actionsLabel?: string | null;
  rows: readonly ListRow[];
  totals: ListTotals;
  children: ReactNode;
};

/** A list of a staff page with its columns as its user keeps them. */
export function StaffList({ listId, path, query, setting, actionsLabel, sort, ...props }: StaffListProps) {
  const { columns, labelOf, rows, totals, children } = props;
  const { arrangement, keptIn, marks } = setting;
  const sortHref = sort?.href ?? (() => path);
  const heads = makeHeads({ columns, arrangement, labelOf, sort: sort?.now ?? null, sortHref });
  return (
    <ListRegion
      listId={listId}
      path={path}
      query={new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(query)), ...marks }).toString()}
      heads={actionsLabel ? [...heads, actionsHead(actionsLabel)] : heads}
      rows={rows}
      totals={totals}
      keptIn={keptIn}
      sort={sort?.now ?? null}
      actions={{ saveArrangement: saveArrangementAction, resetArrangement: resetArrangementAction }}
    >
      {children}
    </ListRegion>
  );
}

function actionsHead(label: string): ListHead {
  return {
    id: "actions",
    label,
    kind: "actions",
    isFixed: true,
    isVisible: true,
    width: null,
    sort: null,
    direction: null,
  };
}

type ToolsProps = Pick<StaffListProps, "listId" | "path" | "query" | "setting"> & {
  builtIn?: readonly BuiltInView[];
  mayShare: boolean;
  /** Between views and columns: the export. */
  children?: ReactNode;
};

/** Views, export and columns, at the right of a list's head. */
export function ListTools({ listId, path, query, setting, builtIn = [], mayShare, children }: ToolsProps) {
  return (
    <>
      <ListViews
        listId={listId}
        path={path}
        query={query}
        views={setting.views}
        builtIn={builtIn}
        openId={setting.openId}
        mayShare={mayShare}
        actions={{ saveView: saveViewAction, renameView: renameViewAction, removeView: removeViewAction }}
      />
      {children}
      <ListColumns keptIn={setting.keptIn} />
    </>
  );
}

/** The columns that are shown, in their order. */
export function visibleColumns(setting: ListSetting): string[] {
  return setting.arrangement.columns.flatMap(({ id, isVisible }) => (isVisible ? [id] : []));
}

/** The cells of the columns that are shown; others are not made. */
export function cellsOf(setting: ListSetting, cell: (columnId: string) => ReactNode): Record<string, ReactNode> {
  return Object.fromEntries(visibleColumns(setting).map((id) => [id, cell(id)]));
}
