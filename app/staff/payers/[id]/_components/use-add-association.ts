"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import type { AssociationResults } from "@/lib/associations/model";
import type { SearchField } from "@/lib/matter-systems/model";
import { createAssociationsAction, searchAssociationsAction } from "../actions";

export type AddAssociationState = ReturnType<typeof useAddAssociation>;

type Search = { by: SearchField; query: string };

/** One search at a time; what was ticked belongs to the search that is shown. */
export function useAddAssociation(payerId: string) {
  const t = useTranslations("associations.owed.down");
  const router = useRouter();
  const [typed, setTyped] = useState<Search>({ by: "client_name", query: "" });
  const [asked, setAsked] = useState<Search | null>(null);
  const [found, setFound] = useState<AssociationResults | null>(null);
  const [picks, setPicks] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<{ problem: string | null; queryError: string | null }>(FINE);
  const [created, setCreated] = useState(0);
  const [isSearching, startSearch] = useTransition();
  const [isCreating, startCreate] = useTransition();
  const isBusy = isSearching || isCreating;

  /** The other kinds of failure are the form's; a wrong text stands at its field. */
  function tell(answer: Refused | null) {
    const field = answer?.fields?.find(({ path }) => path === "query")?.message ?? null;
    setFailure({ queryError: field, problem: field ? null : (answer?.message ?? t("other")) });
  }

  async function look(search: Search) {
    const answer = await searchAssociationsAction({ payerId, ...search }).catch(() => null);
    if (!answer?.ok) return tell(answer);
    setFailure(FINE);
    setAsked(search);
    setFound(answer.data);
    setPicks(new Set());
  }

  return {
    ...typed,
    ...failure,
    setBy: (by: SearchField) => setTyped((last) => ({ ...last, by })),
    setQuery: (query: string) => setTyped((last) => ({ ...last, query })),
    asked: asked?.query ?? "",
    found,
    picks,
    created,
    isSearching,
    isCreating,
    toggle: (pick: string) =>
      setPicks((last) => {
        const next = new Set(last);
        if (!next.delete(pick)) next.add(pick);
        return next;
      }),
    search: () => {
      if (isBusy) return;
      setCreated(0);
      startSearch(() => look(typed));
    },
    create: () => {
      if (isBusy || !asked) return;
      startCreate(async () => {
        const answer = await createAssociationsAction({ payerId, ...asked, picks: [...picks] }).catch(() => null);
        if (!answer?.ok) return tell(answer);
        setFailure(FINE);
        setCreated(answer.data.created);
        setFound(null);
        setPicks(new Set());
        setTyped((last) => ({ ...last, query: "" }));
        router.refresh();
      });
    },
  };
}

const FINE = { problem: null, queryError: null };
type Refused = { message: string; fields?: readonly { path: string; message: string }[] };
