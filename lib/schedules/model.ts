/** When a plan charges and how much. Pure words; `rules.ts` counts. */

export const FREQUENCIES = [
  "single",
  "daily",
  "weekly",
  "biweekly",
  "twice_monthly",
  "monthly",
  "quarterly",
  "semi_annual",
  "annual",
] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** A day of the month; 29 to 31 stand for the last day of a month that lacks them, "last" for the last of every month. */
export type MonthDay = number | "last";

export const DEFAULT_RUN_HOUR = 9;

/** Days and hours of a plan, without its money. */
export type ScheduleCalendar = {
  frequency: Frequency;
  /** ISO calendar date. The first run, and for the monthly kinds the day of the month to keep. */
  startDate: string;
  /** IANA name ("America/New_York"): dates and the hour are this zone's. */
  timeZone: string;
  /** Of `twice_monthly` only. */
  days?: readonly MonthDay[];
  /** 0 to 23, in the zone. */
  hour?: number;
};

/** Each run charges `amountCents`, or the runs share `totalCents` equally; then `count` says how many they are. */
export type ScheduleMoney = { amountCents: number } | { totalCents: number; count: number };

export type SchedulePlan = ScheduleCalendar & {
  money: ScheduleMoney;
  /** At most so many runs. */
  count?: number;
  /** ISO calendar date; a run on this day still happens. */
  endDate?: string;
  /** The plan ends when so much was charged; the last run takes what is left. */
  stopAtTotalCents?: number;
};

/** `date` is the day in the plan's zone, `at` the instant in UTC ("2026-11-21T14:00:00Z"). */
export type ScheduleRun = { date: string; at: string; amountCents: number };
