"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useOptimistic, useTransition } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { ListContext, type ListState } from "@/components/list/list-context";
import { ListKeys } from "@/components/list/list-keys";
import type { ColumnsKeptIn, ListHead, ListRow, ListTotals } from "@/components/list/list-shape";
import { useSelection } from "@/components/list/use-selection";
import type { ListArrangement, ListSort } from "@/lib/lists/model";
import { type ListId, matchOf, writeColumns } from "@/lib/lists/rules";

export type ListActions = {
  saveArrangement: (input: { listId: ListId } & ListArrangement) => Promise<ActionResult<null>>;
  resetArrangement: (input: { listId: ListId }) => Promise<ActionResult<null>>;
};

type ListRegionProps = {
  listId: ListId;
  /** The list's address without "?": filter, order, view. */
  query: string;
  path: string;
  heads: readonly ListHead[];
  rows: readonly ListRow[];
  totals: ListTotals;
  keptIn: ColumnsKeptIn;
  sort: ListSort | null;
  actions: ListActions;
  children: ReactNode;
};

/** Round all parts of a list: what is selected, how its columns stand, and the way from one address of it to the next. */
export function ListRegion({ listId, query, rows, totals, children, ...props }: ListRegionProps) {
  const [isBusy, startTransition] = useTransition();
  const router = useRouter();
  const { selection, change: select } = useSelection(`${listId}?${matchOf(query)}`);
  const columns = useColumns({ listId, query, ...props, startTransition });
  const state = useMemo<ListState>(
    () => ({
      rows,
      totals,
      isBusy,
      go: (href) => startTransition(() => router.push(href, { scroll: false })),
      selection,
      select,
      ...columns,
    }),
    [rows, totals, isBusy, router, selection, select, columns],
  );
  return (
    <ListContext value={state}>
      {children}
      <ListKeys />
    </ListContext>
  );
}

type ColumnsProps = Omit<ListRegionProps, "rows" | "totals" | "children"> & {
  startTransition: (work: () => void | Promise<void>) => void;
};

/** A change shows at once; cells of a column that was hidden come with the next rows. */
function useColumns({ listId, query, path, heads, keptIn, sort, actions, startTransition }: ColumnsProps) {
  const router = useRouter();
  const [shownHeads, showHeads] = useOptimistic(heads);
  return useMemo(() => {
    const keep = (next: readonly ListHead[], nextSort: ListSort | null) =>
      actions.saveArrangement({
        listId,
        columns: next.map(({ id, isVisible, width }) => (width ? { id, isVisible, width } : { id, isVisible })),
        sort: nextSort,
      });
    const withColumns = (next: readonly ListHead[]) => {
      const address = new URLSearchParams(query);
      const shown = next.filter(({ isVisible }) => isVisible);
      address.set("columns", writeColumns(shown.map(({ id, width }) => (width ? { id, width } : { id }))));
      return `${path}?${address}`;
    };
    return {
      heads: shownHeads,
      arrange: (next: readonly ListHead[]) =>
        startTransition(async () => {
          showHeads(next);
          if (keptIn === "address") return router.replace(withColumns(next), { scroll: false });
          await keep(next, sort).catch(() => undefined);
          router.refresh();
        }),
      keepSort: (next: ListSort) => {
        if (keptIn === "preferences") keep(shownHeads, next).catch(() => undefined);
      },
      resetColumns: () =>
        startTransition(async () => {
          const address = new URLSearchParams(query);
          address.delete("columns");
          if (keptIn === "address") return router.replace(`${path}?${address}`, { scroll: false });
          await actions.resetArrangement({ listId }).catch(() => undefined);
          router.refresh();
        }),
    };
  }, [listId, query, path, keptIn, sort, actions, startTransition, router, shownHeads, showHeads]);
}
