"use client";

import { useTranslations } from "next-intl";
import { useList } from "@/components/list/list-context";
import type { ColumnsKeptIn, ListHead } from "@/components/list/list-shape";
import type { ColumnChoice } from "@/components/ui/column-choice";
import { ColumnPanel } from "@/components/ui/column-panel";

/** The Column Configurator of a list. */
export function ListColumns({ keptIn }: { keptIn: ColumnsKeptIn }) {
  const t = useTranslations("list.columns");
  const { heads, arrange, resetColumns } = useList();
  const choices = heads.filter(({ kind }) => kind !== "actions");
  function change(next: readonly ColumnChoice[]) {
    const chosen = next.flatMap(({ id, visible }) => {
      const head = heads.find((candidate) => candidate.id === id);
      return head ? [{ ...head, isVisible: visible }] : [];
    });
    arrange([...chosen, ...heads.filter(({ kind }) => kind === "actions")]);
  }
  return (
    <ColumnPanel
      columns={choices.map((head) => choiceOf(head, noteOf(head)))}
      onChange={change}
      onReset={resetColumns}
      texts={{
        title: t("title"),
        help: t(keptIn === "address" ? "helpView" : "help"),
        hidden: t("hidden"),
        reset: t("reset"),
        done: t("done"),
        count: (shown, total) => t("count", { shown, total }),
        moveUp: (label) => t("up", { label }),
        moveDown: (label) => t("down", { label }),
        moved: (label, position, total) => t("moved", { label, position, total }),
      }}
    />
  );

  function noteOf({ direction, kind }: ListHead): string | undefined {
    if (!direction) return undefined;
    const isTime = kind === "instant" || kind === "date";
    if (isTime) return t(direction === "descending" ? "newestFirst" : "oldestFirst");
    const isWords = kind === "text" || kind === "word";
    if (isWords) return t(direction === "descending" ? "fromZ" : "fromA");
    return t(direction === "descending" ? "largestFirst" : "smallestFirst");
  }
}

function choiceOf({ id, label, isVisible, isFixed }: ListHead, note: string | undefined): ColumnChoice {
  return { id, label, visible: isVisible, fixed: isFixed, ...(note ? { note } : {}) };
}
