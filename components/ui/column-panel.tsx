"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ColumnChoice, ColumnPanelTexts } from "@/components/ui/column-choice";
import { ColumnRow } from "@/components/ui/column-row";
import { useDismiss } from "@/components/ui/use-dismiss";

type ColumnPanelProps = {
  /** In their order; visible ones first are shown above the hidden ones. */
  columns: readonly ColumnChoice[];
  onChange: (columns: readonly ColumnChoice[]) => void;
  onReset: () => void;
  texts: ColumnPanelTexts;
};

/** Which columns a list has, and in which order: by drag or by arrows. */
export function ColumnPanel({ columns, onChange, onReset, texts }: ColumnPanelProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const close = () => setOpen(false);
  useDismiss(box, () => open, close);
  return (
    <div ref={box} className="menu">
      <Button icon="columns" aria-expanded={open} onClick={() => setOpen(!open)}>
        {texts.title}
      </Button>
      {open && <Panel columns={columns} onChange={onChange} onReset={onReset} onDone={close} texts={texts} />}
    </div>
  );
}

function Panel({ columns, onChange, onReset, onDone, texts }: ColumnPanelProps & { onDone: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<{ id: string; by: "up" | "down" } | null>(null);
  const shown = columns.filter((column) => column.visible);
  const hidden = columns.filter((column) => !column.visible);
  const order = [...shown, ...hidden];

  // The row is taken out and put in elsewhere by the browser, which drops the focus of its arrow.
  useEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.id}-${moved.by}"]`)?.focus();
  }, [moved]);

  function place(id: string, index: number) {
    const rest = order.filter((column) => column.id !== id);
    const column = order.find((candidate) => candidate.id === id);
    if (!column) return;
    onChange([...rest.slice(0, index), column, ...rest.slice(index)]);
  }
  const rowsOf = (group: readonly ColumnChoice[]) =>
    group.map((column, index) => (
      <ColumnRow
        key={column.id}
        column={column}
        texts={texts}
        onToggle={() =>
          onChange(order.map((other) => (other.id === column.id ? { ...other, visible: !other.visible } : other)))
        }
        onMove={(by) => {
          const target = order.indexOf(column) + (by === "up" ? -1 : 1);
          place(column.id, Math.max(0, Math.min(order.length - 1, target)));
          setMoved({ id: column.id, by });
        }}
        onDropOn={(draggedId) =>
          place(
            draggedId,
            order.findIndex((other) => other.id === column.id),
          )
        }
        isFirst={index === 0}
        isLast={index === group.length - 1}
      />
    ));
  const movedIndex = moved ? shown.findIndex((column) => column.id === moved.id) : -1;
  const movedColumn = shown[movedIndex];
  return (
    <section ref={list} className="menu-panel column-panel" aria-label={texts.title}>
      <header>
        <b>{texts.title}</b>
        <button type="button" className="text-button" onClick={onReset}>
          {texts.reset}
        </button>
      </header>
      <p className="column-help">{texts.help}</p>
      <ul>{rowsOf(shown)}</ul>
      {hidden.length > 0 && <p className="column-cap">{texts.hidden}</p>}
      <ul>{rowsOf(hidden)}</ul>
      <p className="sr-only" role="status">
        {movedColumn ? texts.moved(movedColumn.label, movedIndex + 1, shown.length) : ""}
      </p>
      <footer>
        <span>{texts.count(shown.length, columns.length)}</span>
        <Button size="sm" variant="primary" onClick={onDone}>
          {texts.done}
        </Button>
      </footer>
    </section>
  );
}
