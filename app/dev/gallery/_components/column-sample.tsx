"use client";

import { useState } from "react";
import type { ColumnChoice } from "@/components/ui/column-choice";
import { ColumnPanel } from "@/components/ui/column-panel";

const COLUMNS: readonly ColumnChoice[] = [
  { id: "date", label: "Date", visible: true, note: "newest first" },
  { id: "payer", label: "Payer", visible: true, fixed: true },
  { id: "reference", label: "Reference", visible: true },
  { id: "account", label: "Account", visible: true },
  { id: "amount", label: "Amount", visible: true },
  { id: "surcharge", label: "Surcharge", visible: false },
  { id: "taken", label: "Taken by", visible: false },
];

export function ColumnSample() {
  const [columns, setColumns] = useState(COLUMNS);
  return (
    <ColumnPanel
      columns={columns}
      onChange={setColumns}
      onReset={() => setColumns(COLUMNS)}
      texts={{
        title: "Columns",
        help: "Drag, or use the arrows. Kept for you on this list.",
        hidden: "Hidden",
        reset: "Reset to default",
        done: "Done",
        count: (shown, total) => `${shown} of ${total} shown`,
        moveUp: (label) => `Move ${label} up`,
        moveDown: (label) => `Move ${label} down`,
        moved: (label, position, total) => `${label}, ${position} of ${total}`,
      }}
    />
  );
}
