"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { type FoundItem, MOST_SELECTED } from "@/lib/connect-payments/model";
import type { OpenItem } from "@/lib/matter-systems/model";
import { idOfItem } from "@/lib/matter-systems/rules";
import { changeSelectionAction } from "../actions";

type Kept = Pick<OpenItem, "kind" | "key">;

type Selection = {
  ids: ReadonlySet<string>;
  pick: (items: readonly FoundItem[], isIn: boolean) => void;
  /** All ticks have reached the server. */
  settle: () => Promise<void>;
  problem: string | null;
};

/** Coming back by the browser shows the page as it was drawn; what was ticked since is known here. */
const lastKnown = new Map<string, ReadonlySet<string>>();

/** After another step has dropped items. */
export function forgetSelection(draftId: string): void {
  lastKnown.delete(draftId);
}

const SelectionContext = createContext<Selection | null>(null);

export function useSelectedItems(): Selection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error("Selected items need a SelectionProvider above them");
  return selection;
}

type Props = { draftId: string; selected: readonly Kept[]; children: ReactNode };

/** What is ticked, over several searches. Each tick is kept by the server at once, in the order in which they were made. */
export function SelectionProvider({ draftId, selected, children }: Props) {
  const t = useTranslations("connectPay.search");
  const [ids, setIds] = useState<ReadonlySet<string>>(() => lastKnown.get(draftId) ?? new Set(selected.map(idOfItem)));
  const [problem, setProblem] = useState<string | null>(null);
  const queue = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    lastKnown.set(draftId, ids);
  }, [draftId, ids]);

  async function keep(items: readonly FoundItem[], isIn: boolean): Promise<void> {
    const change = isIn ? { add: items.map(bare) } : { remove: items.map(idOfItem) };
    const answer = await changeSelectionAction({ draftId, ...change }).catch(() => null);
    setProblem(answer?.ok ? null : (answer?.message ?? t("notKept")));
    // What the server holds is what is shown: a tick that was not kept goes out again.
    if (answer?.ok) return;
    setIds((before) => {
      const after = new Set(before);
      for (const item of items) isIn ? after.delete(idOfItem(item)) : after.add(idOfItem(item));
      return after;
    });
  }

  function pick(items: readonly FoundItem[], isIn: boolean) {
    const changed = items.filter((item) => ids.has(idOfItem(item)) !== isIn);
    if (changed.length === 0) return;
    if (isIn && ids.size + changed.length > MOST_SELECTED) return setProblem(t("tooMany", { most: MOST_SELECTED }));
    const after = new Set(ids);
    for (const item of changed) isIn ? after.add(idOfItem(item)) : after.delete(idOfItem(item));
    setIds(after);
    queue.current = queue.current.then(() => keep(changed, isIn));
  }

  const selection = { ids, pick, problem, settle: () => queue.current };
  return <SelectionContext value={selection}>{children}</SelectionContext>;
}

/** What the draft keeps of an item. */
function bare({ unconfirmedCents: _unconfirmed, openCents: _open, askedCents: _asked, ...item }: FoundItem): OpenItem {
  return item;
}
