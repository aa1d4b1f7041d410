"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { FoundItem } from "@/lib/connect-payments/model";
import type { ItemKind, SearchField } from "@/lib/matter-systems/model";
import { searchPostingItemsAction } from "../actions";

/** One search of the matter system at a time; its answer stays until the next one. */
export function useItemSearch(kind: ItemKind, start: { by: SearchField; query: string }) {
  const t = useTranslations("postings");
  const [by, setBy] = useState<SearchField>(start.by);
  const [query, setQuery] = useState(start.query);
  const [items, setItems] = useState<readonly FoundItem[] | null>(null);
  const [hasMore, setHasMore] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSearching, startTransition] = useTransition();
  function search(): void {
    startTransition(async () => {
      const answer = await searchPostingItemsAction({ by, kind, query }).catch(() => null);
      if (!answer?.ok) return setProblem(answer?.fields?.[0]?.message ?? answer?.message ?? t("unreachable"));
      setProblem(null);
      setItems(answer.data.items);
      setHasMore(answer.data.nextCursor !== null);
    });
  }
  return { by, setBy, query, setQuery, items, hasMore, problem, isSearching, search };
}
export type ItemSearchState = ReturnType<typeof useItemSearch>;
