import { Temporal } from "temporal-polyfill";
import { splitEvenly } from "@/lib/money/split";
import {
  DEFAULT_RUN_HOUR,
  type Frequency,
  type ScheduleCalendar,
  type ScheduleMoney,
  type SchedulePlan,
  type ScheduleRun,
} from "./model";

/** From one run to the next. Months are counted from the start, so that the 31st comes back after a shorter month. */
const STEPS: Record<Exclude<Frequency, "single" | "twice_monthly">, { days: number } | { months: number }> = {
  daily: { days: 1 },
  weekly: { days: 7 },
  biweekly: { days: 14 },
  monthly: { months: 1 },
  quarterly: { months: 3 },
  semi_annual: { months: 6 },
  annual: { months: 12 },
};

/** The first runs of a plan, at most `limit`, with day, instant and amount. */
export function previewSchedule(plan: SchedulePlan, limit: number): ScheduleRun[] {
  const runs: ScheduleRun[] = [];
  const amountOf = amountsOf(plan.money);
  let leftCents = plan.stopAtTotalCents ?? Number.POSITIVE_INFINITY;
  for (const date of runDates(plan)) {
    const isOver = plan.endDate !== undefined && date > plan.endDate;
    if (isOver || runs.length === limit || runs.length === plan.count || leftCents === 0) break;
    const amountCents = Math.min(amountOf(runs.length), leftCents);
    leftCents -= amountCents;
    runs.push({ date, at: runInstant(date, plan), amountCents });
  }
  return runs;
}

/** The days of a plan, first to last, each once; without end unless it is a single one. */
export function* runDates(calendar: ScheduleCalendar): Generator<string> {
  const start = Temporal.PlainDate.from(calendar.startDate);
  const { frequency } = calendar;
  if (frequency === "single") {
    yield calendar.startDate;
    return;
  }
  if (frequency === "twice_monthly") {
    yield* listedDays(start, calendar.days ?? []);
    return;
  }
  const step = STEPS[frequency];
  for (let index = 0; ; index += 1) {
    const distance = "days" in step ? { days: step.days * index } : { months: step.months * index };
    yield start.add(distance, { overflow: "constrain" }).toString();
  }
}

/**
 * When the run of a day happens. A local time that the clocks leave out moves forward by as much as they do; one that comes twice is
 * the first of the two.
 */
export function runInstant(date: string, { timeZone, hour }: Pick<ScheduleCalendar, "timeZone" | "hour">): string {
  const time = Temporal.PlainTime.from({ hour: hour ?? DEFAULT_RUN_HOUR });
  const local = Temporal.PlainDate.from(date).toPlainDateTime(time);
  return local.toZonedDateTime(timeZone, { disambiguation: "compatible" }).toInstant().toString();
}

/** Month by month the days listed, from `start` on; two that fall on one date are one. */
function* listedDays(start: Temporal.PlainDate, days: NonNullable<ScheduleCalendar["days"]>): Generator<string> {
  const first = start.toPlainYearMonth();
  for (let index = 0; ; index += 1) {
    const month = first.add({ months: index });
    const found = days.map((day) =>
      month.toPlainDate({ day: day === "last" ? month.daysInMonth : Math.min(day, month.daysInMonth) }),
    );
    const dates = [...new Set(found.map((date) => date.toString()))].sort();
    yield* dates.filter((date) => date >= start.toString());
  }
}

function amountsOf(money: ScheduleMoney): (index: number) => number {
  if ("amountCents" in money) return () => money.amountCents;
  const parts = splitEvenly(money.totalCents, money.count);
  return (index) => parts[index] ?? 0;
}
