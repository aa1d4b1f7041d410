import { SCHEDULE_COLUMNS, scheduleCell } from "@/lib/schedules/columns";
import type { ScheduleRow } from "@/lib/schedules/model";
import { countSchedules, listSchedules } from "@/lib/schedules/queries";
import { ScheduleFilter } from "@/lib/schedules/schemas";
import { makeSource, readPages } from "./source";

const PAGE = 200;

/** Who pays how much on which days. */
export const scheduleSource = makeSource<ScheduleFilter, ScheduleRow>({
  permission: "payments.view",
  columns: SCHEDULE_COLUMNS,
  labels: "schedules.columns",
  readFilter: (query) => ScheduleFilter.parse(query),
  count: countSchedules,
  stream: (ctx, filter, picked) =>
    readPages((cursor) => listSchedules(ctx, { ...filter, picked, cursor, limit: PAGE })),
  cellOf: scheduleCell,
  currencyOf: ({ currency }) => currency,
  words: { status: "schedules.status", frequency: "schedules.frequency" },
});
