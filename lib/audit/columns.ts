import type { Cell, ListColumn } from "@/lib/lists/model";
import type { AuditRow } from "./model";
import { detailText } from "./rules";

/** The columns of the audit log, on the screen and in a file of it. */
export const AUDIT_COLUMNS = [
  { id: "at", kind: "instant", isSortable: true, isFixed: true },
  { id: "who", kind: "text" },
  { id: "action", kind: "text" },
  { id: "object", kind: "word" },
  { id: "object_id", kind: "text" },
  { id: "changes", kind: "text", width: 26 },
  { id: "ip", kind: "text" },
  { id: "actor", kind: "text", isHidden: true },
  { id: "number", kind: "count", isHidden: true },
  { id: "hash", kind: "text", isHidden: true },
] as const satisfies readonly ListColumn[];

export type AuditColumnId = (typeof AUDIT_COLUMNS)[number]["id"];

export const AUDIT_SORTS = ["at"] as const satisfies readonly AuditColumnId[];

const CELLS: Record<AuditColumnId, (row: AuditRow) => Cell> = {
  at: (row) => row.at,
  who: (row) => row.actorName || row.actor,
  action: (row) => row.action,
  object: (row) => row.objectType,
  object_id: (row) => row.objectId,
  changes: (row) => detailText(row.detail),
  ip: (row) => row.ip,
  actor: (row) => row.actor,
  number: (row) => row.seq,
  hash: (row) => row.hash,
};

/** What stands in a column; null for a column that there is not. */
export function auditCell(columnId: string, row: AuditRow): Cell {
  const column = AUDIT_COLUMNS.find(({ id }) => id === columnId);
  return column ? CELLS[column.id](row) : null;
}
