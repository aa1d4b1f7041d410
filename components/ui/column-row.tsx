"use client";

import { useState } from "react";
import type { ColumnChoice, ColumnPanelTexts } from "@/components/ui/column-choice";
import { Icon } from "@/components/ui/icon";

type ColumnRowProps = {
  column: ColumnChoice;
  texts: ColumnPanelTexts;
  onToggle: () => void;
  onMove: (by: "up" | "down") => void;
  /** Another column was let go on this one. */
  onDropOn: (draggedId: string) => void;
  isFirst: boolean;
  isLast: boolean;
};

const DRAG_TYPE = "text/plain";

/** One column: grip, tick, name, note, up and down. */
export function ColumnRow({ column, texts, onToggle, onMove, onDropOn, isFirst, isLast }: ColumnRowProps) {
  const [over, setOver] = useState(false);
  const arrows = [
    { by: "up", icon: "chevron-up", label: texts.moveUp(column.label), off: isFirst },
    { by: "down", icon: "chevron-down", label: texts.moveDown(column.label), off: isLast },
  ] as const;
  return (
    <li
      draggable
      className={over ? "column-row column-row-over" : "column-row"}
      onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, column.id)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDropOn(event.dataTransfer.getData(DRAG_TYPE));
      }}
    >
      <Icon name="grip" className="column-grip" />
      <label className="check column-name">
        <input type="checkbox" className="box" checked={column.visible} disabled={column.fixed} onChange={onToggle} />
        <span>{column.label}</span>
      </label>
      {column.note && <span className="column-note">{column.note}</span>}
      {arrows.map((arrow) => (
        <button
          key={arrow.by}
          type="button"
          className="column-arrow"
          data-move={`${column.id}-${arrow.by}`}
          aria-label={arrow.label}
          aria-disabled={arrow.off || undefined}
          onClick={() => !arrow.off && onMove(arrow.by)}
        >
          <Icon name={arrow.icon} />
        </button>
      ))}
    </li>
  );
}
