"use client";

import { useTranslations } from "next-intl";
import { type MouseEvent, useEffect, useRef } from "react";
import { useList } from "@/components/list/list-context";
import type { ListRow } from "@/components/list/list-shape";
import { isSelected, withRows } from "@/components/list/selection";

export type Picking = {
  pick: (row: ListRow, hasShift: boolean) => void;
  pickPage: () => void;
  state: "all" | "part" | "none";
};

/** Of the rows of one table: one row, a range with Shift from the last one that was picked, or the rows of this page. */
export function usePicking(rows: readonly ListRow[]): Picking {
  const { selection, select } = useList();
  const last = useRef<string | null>(null);
  const asPicked = (some: readonly ListRow[]) => some.map(({ id, sum }) => ({ id, sum }));
  const picked = rows.filter(({ id }) => isSelected(selection, id)).length;
  return {
    state: stateOf(picked, rows.length),
    pick: (row, hasShift) => {
      const isIn = !isSelected(selection, row.id);
      const from = rows.findIndex(({ id }) => id === last.current);
      const to = rows.findIndex(({ id }) => id === row.id);
      const range = hasShift && from >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
      last.current = row.id;
      select(withRows(selection, asPicked(range), isIn));
    },
    pickPage: () => {
      const isIn = !rows.every(({ id }) => isSelected(selection, id));
      select(withRows(selection, asPicked(rows), isIn));
    },
  };
}

function stateOf(picked: number, rows: number): Picking["state"] {
  if (picked === 0) return "none";
  return picked === rows ? "all" : "part";
}

export function PickRow({ row, picking }: { row: ListRow; picking: Picking }) {
  const t = useTranslations("list.select");
  const { selection } = useList();
  const press = (event: MouseEvent) => picking.pick(row, event.shiftKey);
  return (
    <input
      type="checkbox"
      className="box"
      aria-label={t("row", { name: row.name })}
      checked={isSelected(selection, row.id)}
      onChange={() => undefined}
      onClick={press}
    />
  );
}

/** The head's box: this page, never more. */
export function PickAll({ picking }: { picking: Picking }) {
  const t = useTranslations("list.select");
  const box = useRef<HTMLInputElement>(null);
  const isPart = picking.state === "part";
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPart;
  }, [isPart]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="box"
      aria-label={t("page")}
      checked={picking.state === "all"}
      onChange={picking.pickPage}
    />
  );
}
