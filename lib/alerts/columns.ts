import type { Cell, ListColumn } from "@/lib/lists/model";
import type { AlertRow } from "./model";

/** The columns of the alerts, on the screen and in a file of them; on the screen the next step stands in a last one. */
export const ALERT_COLUMNS = [
  { id: "alert", kind: "word", isSortable: true, isFixed: true },
  { id: "payment", kind: "text", isSortable: true },
  { id: "payer", kind: "text", isHidden: true },
  { id: "account", kind: "word" },
  { id: "amount", kind: "money", isHidden: true },
  { id: "raised", kind: "instant", isSortable: true },
  { id: "closed", kind: "instant", isHidden: true },
  { id: "closed_by", kind: "text", isHidden: true },
  { id: "note", kind: "text", isHidden: true },
] as const satisfies readonly ListColumn[];

export type AlertColumnId = (typeof ALERT_COLUMNS)[number]["id"];

/** Columns by which the list can be ordered. */
export const ALERT_SORTS = ["raised", "alert", "payment"] as const satisfies readonly AlertColumnId[];
export type AlertSortId = (typeof ALERT_SORTS)[number];

const CELLS: Record<AlertColumnId, (alert: AlertRow) => Cell> = {
  // Its place among the words of alerts, as screen and file name it.
  alert: ({ kind }) => `${kind}.title`,
  payment: ({ payment }) => payment?.number ?? null,
  payer: ({ payment }) => payment?.payerName ?? null,
  account: ({ payment }) => payment?.accountKind ?? null,
  amount: ({ payment }) => payment?.amountCents ?? null,
  raised: (alert) => alert.raisedAt,
  closed: (alert) => alert.closedAt,
  closed_by: (alert) => alert.closedByName,
  note: (alert) => alert.note,
};

/** What stands in a column; null for a column that there is not. */
export function alertCell(columnId: string, alert: AlertRow): Cell {
  const column = ALERT_COLUMNS.find(({ id }) => id === columnId);
  return column ? CELLS[column.id](alert) : null;
}
