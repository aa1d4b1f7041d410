"use client";

import { createContext, useContext } from "react";
import type { ListHead, ListRow, ListTotals } from "@/components/list/list-shape";
import type { Selection } from "@/components/list/selection";
import type { ListSort } from "@/lib/lists/model";

/** What the parts of one list share in the browser. */
export type ListState = {
  heads: readonly ListHead[];
  rows: readonly ListRow[];
  totals: ListTotals;
  isBusy: boolean;
  /** Another address of the same list: old rows stay pale until the new ones are there. */
  go: (href: string) => void;
  arrange: (heads: readonly ListHead[]) => void;
  keepSort: (sort: ListSort) => void;
  resetColumns: () => void;
  selection: Selection;
  select: (next: Selection) => void;
};

export const ListContext = createContext<ListState | null>(null);

/** @throws Error outside of a ListRegion */
export function useList(): ListState {
  const state = useContext(ListContext);
  if (!state) throw new Error("A part of a list stands outside of ListRegion.");
  return state;
}
