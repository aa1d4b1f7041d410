import { Temporal } from "temporal-polyfill";
import { addDays } from "@/lib/dates/period-days";
import { splitEvenly } from "@/lib/money/split";
import { mayTryAgain } from "@/lib/retries/rules";
import {
  DEFAULT_RUN_HOUR,
  type Frequency,
  LATEST_RUN_DAYS,
  type RunStatus,
  type ScheduleCalendar,
  type ScheduleMoney,
  type SchedulePlan,
  type ScheduleProgress,
  type ScheduleRun,
  type ScheduleStatus,
  type ScheduleTerms,
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

const NOTHING_TAKEN: ScheduleProgress = { takenRuns: 0, takenCents: 0, lastDate: null, skips: [] };

/** The first runs of a plan, at most `limit`, with day, instant and amount. */
export function previewSchedule(plan: SchedulePlan, limit: number): ScheduleRun[] {
  return comingRuns(plan, NOTHING_TAKEN, limit);
}

/**
 * The runs that are still to come, at most `limit`. A day that is left out takes nothing: what is counted, or shared, moves to the end.
 * Money that was taken up counts, whether or not it has been paid: a failed run is still owed.
 */
export function comingRuns(plan: SchedulePlan, progress: ScheduleProgress, limit: number): ScheduleRun[] {
  const runs: ScheduleRun[] = [];
  const amountOf = amountsOf(plan.money);
  const { takenRuns, takenCents, lastDate, skips } = progress;
  let leftCents = (plan.stopAtTotalCents ?? Number.POSITIVE_INFINITY) - takenCents;
  for (const date of runDates(plan)) {
    const isOver = plan.endDate !== undefined && date > plan.endDate;
    const place = takenRuns + runs.length;
    if (isOver || runs.length === limit || place === plan.count || leftCents <= 0) break;
    if ((lastDate !== null && date <= lastDate) || skips.includes(date)) continue;
    const amountCents = Math.min(amountOf(place), leftCents);
    leftCents -= amountCents;
    runs.push({ date, at: runInstant(date, plan), amountCents });
  }
  return runs;
}

/** The kept terms as a plan. */
export function planOf(terms: ScheduleTerms, timeZone: string): SchedulePlan {
  const { frequency, startDate, days, amountCents, totalCents, count, endDate, stopAtCents } = terms;
  return {
    ...{ frequency, startDate, timeZone },
    money: totalCents === null ? { amountCents: amountCents ?? 0 } : { totalCents, count: count ?? 1 },
    ...(days.length > 0 && { days }),
    ...((count !== null || totalCents !== null) && { count: count ?? 1 }),
    ...(endDate !== null && { endDate }),
    ...(stopAtCents !== null && { stopAtTotalCents: stopAtCents }),
  };
}

/** What a schedule does next: its day and amount, when it is taken up and when its payer is told before. */
export type NextRun = { nextDate: string; nextCents: number; nextAt: Date; remindAt: Date | null };

/**
 * The next run, or null when there is none. Never two on one day of the firm: after `startedOn`, on which one was taken up late, the
 * next waits for the following day. A reminder whose hour has passed already is not sent.
 */
export function nextRunOf(
  terms: ScheduleTerms,
  progress: ScheduleProgress,
  { timeZone, now, startedOn }: { timeZone: string; now: Date; startedOn: string | null },
): NextRun | null {
  const [run] = comingRuns(planOf(terms, timeZone), progress, 1);
  if (!run) return null;
  const isSameDay = startedOn !== null && run.date <= startedOn;
  const at = isSameDay ? runInstant(addDays(startedOn, 1), { timeZone }) : run.at;
  const remindAt = new Date(runInstant(addDays(run.date, -terms.reminderDays), { timeZone }));
  const isTold = terms.reminderDays > 0 && remindAt > now;
  return { nextDate: run.date, nextCents: run.amountCents, nextAt: new Date(at), remindAt: isTold ? remindAt : null };
}

/** The columns that say what comes next, for a schedule that runs. */
export function nextColumns(
  terms: ScheduleTerms,
  progress: ScheduleProgress,
  at: { timeZone: string; now: Date; startedOn: string | null },
) {
  const next = nextRunOf(terms, progress, at);
  if (next) return { status: "active" as const, endedAt: null, ...next };
  return { status: "ended" as const, nextDate: null, nextCents: null, nextAt: null, remindAt: null, endedAt: at.now };
}

/** Is a run of that day too late to be charged without a word? Both are days of the firm. */
export function isMissed(period: string, today: string): boolean {
  return addDays(period, LATEST_RUN_DAYS) < today;
}

/** The claim of a run. After money that came back the next attempt is owed anew. */
export function obligationOfRun({ scheduleId, period, round }: { scheduleId: string; period: string; round: number }) {
  return round === 0 ? `schedule:${scheduleId}:${period}` : `schedule:${scheduleId}:${period}:${round}`;
}

/** Which run an obligation is of; null for the obligations of others. */
export function runOfObligation(obligation: string): { scheduleId: string; period: string; round: number } | null {
  const [kind, scheduleId, period, round = "0"] = obligation.split(":");
  return kind === "schedule" && scheduleId && period ? { scheduleId, period, round: Number(round) } : null;
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

export type ResubmitRefusal = "run_not_failed" | "schedule_over" | "run_never_again" | "run_limit_reached";

type FailedRun = { status: RunStatus; failures: number; failure: string; failedMethodId: string | null };

/** May staff charge this run again? With another method than the one that failed always, else within the networks' limits. */
export function decideResubmit(
  run: FailedRun,
  schedule: { status: ScheduleStatus; methodId: string },
): { ok: true } | { ok: false; refusal: ResubmitRefusal } {
  const isOpen = run.status === "failed" || run.status === "missed" || (run.status === "due" && run.failures > 0);
  if (!isOpen) return { ok: false, refusal: "run_not_failed" };
  if (schedule.status === "cancelled" || schedule.status === "paused") return { ok: false, refusal: "schedule_over" };
  const isOther = run.failedMethodId !== null && run.failedMethodId !== schedule.methodId;
  if (isOther || run.failure === "") return { ok: true };
  if (run.failure === "never") return { ok: false, refusal: "run_never_again" };
  if (run.failure === "bank_funds" && !mayTryAgain("bank_funds", run.failures))
    return { ok: false, refusal: "run_limit_reached" };
  return { ok: true };
}

/** Why a run was not paid, for a notification, whose words are those of all plans. Decline codes stay as they are. */
export function noticeReasonOf(reason: string): string {
  if (reason.startsWith("method_") || reason === "mandate_missing") return "no_method";
  return reason === "not_taken" ? "not_answered" : reason;
}
