"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
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
  // No transition: it would last until the page behind the dialog is fresh, and the next search would wait for that.
  const [doing, setDoing] = useState<"search" | "create" | null>(null);

  /** The other kinds of failure are the form's; a wrong text stands at its field. */
  function tell(answer: Refused | null) {
    const field = answer?.fields?.find(({ path }) => path === "query")?.message ?? null;
    setFailure({ queryError: field, problem: field ? null : (answer?.message ?? t("other")) });
  }

  async function work(what: "search" | "create", act: () => Promise<void>) {
    if (doing) return;
    setDoing(what);
    await act();
    setDoing(null);
  }

  async function look() {
    setCreated(0);
    const answer = await searchAssociationsAction({ payerId, ...typed }).catch(() => null);
    if (!answer?.ok) return tell(answer);
    setFailure(FINE);
    setAsked(typed);
    setFound(answer.data);
    setPicks(new Set());
  }

  async function create(search: Search) {
    const answer = await createAssociationsAction({ payerId, ...search, picks: [...picks] }).catch(() => null);
    if (!answer?.ok) return tell(answer);
    setFailure(FINE);
    setCreated(answer.data.created);
    setFound(null);
    setPicks(new Set());
    setTyped((last) => ({ ...last, query: "" }));
    router.refresh();
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
    isSearching: doing === "search",
    isCreating: doing === "create",
    toggle: (pick: string) =>
      setPicks((last) => {
        const next = new Set(last);
        if (!next.delete(pick)) next.add(pick);
        return next;
      }),
    search: () => work("search", look),
    create: () => (asked ? work("create", () => create(asked)) : undefined),
  };
}

const FINE = { problem: null, queryError: null };
type Refused = { message: string; fields?: readonly { path: string; message: string }[] };
