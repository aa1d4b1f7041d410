"use client";

import { useMemo, useSyncExternalStore } from "react";
import { NOTHING_SELECTED, readSelection, type Selection } from "@/components/list/selection";

const listeners = new Set<() => void>();
const known = new Map<string, { text: string | null; selection: Selection }>();

/** Kept in the browser's tab, per list and filter, so that it outlasts paging, sorting and a look at one of its rows. */
export function useSelection(key: string) {
  const place = `docketpay:selected:${key}`;
  const selection = useSyncExternalStore(
    subscribe,
    () => readPlace(place),
    () => NOTHING_SELECTED,
  );
  return useMemo(() => {
    const write = (next: Selection) => {
      const isEmpty = !next.isAll && Object.keys(next.rows).length === 0;
      if (isEmpty) sessionStorage.removeItem(place);
      else sessionStorage.setItem(place, JSON.stringify(next));
      for (const tell of listeners) tell();
    };
    return { selection, change: write, clear: () => write(NOTHING_SELECTED) };
  }, [place, selection]);
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The same object for the same text: React compares what a store gives by identity. */
function readPlace(place: string): Selection {
  const text = sessionStorage.getItem(place);
  const last = known.get(place);
  if (last && last.text === text) return last.selection;
  const selection = readSelection(text);
  known.set(place, { text, selection });
  return selection;
}
