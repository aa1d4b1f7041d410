import type { Cell, ListColumn } from "@/lib/lists/model";
import type { ScheduleRow } from "./model";

/** The columns of the list of schedules. */
export const SCHEDULE_COLUMNS = [
  { id: "number", kind: "text", isSortable: true, isFixed: true },
  { id: "payer", kind: "text", isSortable: true },
  { id: "name", kind: "text" },
  { id: "status", kind: "word", isSortable: true },
  { id: "frequency", kind: "word" },
  { id: "method", kind: "text" },
  { id: "next", kind: "date", isSortable: true },
  { id: "amount", kind: "money" },
  { id: "paid", kind: "money" },
  { id: "account", kind: "text", isHidden: true },
  { id: "created", kind: "instant", isSortable: true, isHidden: true },
] as const satisfies readonly ListColumn[];
export type ScheduleColumnId = (typeof SCHEDULE_COLUMNS)[number]["id"];

/** Columns by which the list can be ordered. */
export const SCHEDULE_SORTS = [
  "created",
  "next",
  "number",
  "payer",
  "status",
] as const satisfies readonly ScheduleColumnId[];
export type ScheduleSortId = (typeof SCHEDULE_SORTS)[number];

const CELLS: Record<ScheduleColumnId, (schedule: ScheduleRow) => Cell> = {
  number: (schedule) => schedule.number,
  payer: (schedule) => schedule.payerName,
  name: (schedule) => schedule.name,
  status: (schedule) => schedule.status,
  frequency: (schedule) => schedule.frequency,
  next: (schedule) => schedule.nextDate,
  amount: (schedule) => schedule.nextCents,
  paid: (schedule) => schedule.paidCents,
  method: (schedule) => schedule.method.last4,
  account: (schedule) => schedule.accountName,
  created: (schedule) => schedule.createdAt,
};

/** What stands in a column; null for a column that there is not. */
export function scheduleCell(columnId: string, schedule: ScheduleRow): Cell {
  const column = SCHEDULE_COLUMNS.find(({ id }) => id === columnId);
  return column ? CELLS[column.id](schedule) : null;
}
