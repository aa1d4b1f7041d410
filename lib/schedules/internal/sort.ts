import { sql } from "drizzle-orm";
import { payers as p } from "@/db/schema/payers";
import { schedules as s } from "@/db/schema/schedules";
import { partsOfSort } from "@/lib/lists/rules";
import { dayKey, instantKey, type ListOrder, makeOrder, type SortKey, textKey } from "@/lib/platform/list-order";
import { SCHEDULE_SORTS, type ScheduleSortId } from "../columns";
import type { ScheduleFilter } from "../schemas";

/** What the place of a schedule in the list is told by. */
export type SortedSchedule = { schedule: typeof s.$inferSelect; payerKey: string };

const created: SortKey<SortedSchedule> = instantKey(sql`${s.createdAt}`, ({ schedule }) => schedule.createdAt);

/** By creation there is an index. For the others all schedules of the firm that match are put in order: thousands at most. */
const SORT_KEYS: Record<ScheduleSortId, readonly SortKey<SortedSchedule>[]> = {
  created: [created],
  number: [textKey(sql`${s.number}`, ({ schedule }) => schedule.number)],
  next: [dayKey(sql`coalesce(${s.nextDate}, '-infinity')`, ({ schedule }) => schedule.nextDate), created],
  payer: [textKey(sql`${p.nameKey}`, ({ payerKey }) => payerKey), created],
  status: [textKey(sql`${s.status}`, ({ schedule }) => schedule.status), created],
};

/** The order of the list with its place to go on. @throws AppError invalid_input (cursor_invalid, cursor_of_other_sort) */
export function orderOf<Row extends SortedSchedule>({
  sort,
  cursor,
}: Pick<ScheduleFilter, "sort" | "cursor">): ListOrder<Row> {
  const { columnId, direction } = partsOfSort(sort, SCHEDULE_SORTS);
  return makeOrder<Row>({
    sort,
    isDescending: direction === "desc",
    keys: SORT_KEYS[columnId],
    id: { of: sql`${s.id}`, textOf: ({ schedule }) => schedule.id },
    cursor,
  });
}
