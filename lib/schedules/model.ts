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

/** How a run of a schedule stands. `due` with an earlier failure is a planned retry. */
export const RUN_STATUSES = ["due", "charging", "clearing", "paid", "failed", "missed", "skipped", "resolved"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const SCHEDULE_STATUSES = ["active", "paused", "ended", "cancelled"] as const;
export type ScheduleStatus = (typeof SCHEDULE_STATUSES)[number];

/** So many days before a run its payer hears of it; 0 is never. */
export const REMINDER_CHOICES = [0, 2, 3, 5, 7] as const;
export const DEFAULT_REMINDER_DAYS = 2;

/** A run that is later than this is not charged by itself: nobody expects it any more. */
export const LATEST_RUN_DAYS = 3;

/** Which words a payer agreed to; changed with `schedules.mandate` in `messages/`. */
export const MANDATE_VERSION = "2026-11-22";

/** When and how much a schedule charges, as it is kept; the firm's zone stands beside it. */
export type ScheduleTerms = {
  frequency: Frequency;
  startDate: string;
  days: MonthDay[];
  amountCents: number | null;
  totalCents: number | null;
  count: number | null;
  endDate: string | null;
  stopAtCents: number | null;
  reminderDays: number;
};

/** What was taken up under the present terms. */
export type ScheduleProgress = { takenRuns: number; takenCents: number; lastDate: string | null; skips: string[] };

/** One line of the list of schedules. */
export type ScheduleRow = ScheduleTerms & {
  id: string;
  number: string;
  name: string;
  status: ScheduleStatus;
  planId: string | null;
  payerId: string;
  payerName: string;
  accountName: string;
  accountKind: "operating" | "trust";
  currency: string;
  method: { kind: string; brand: string; last4: string };
  nextDate: string | null;
  nextCents: number | null;
  paidCents: number;
  /** Runs that wait for a person. */
  failedRuns: number;
  createdAt: Date;
};

export type RunView = {
  period: string;
  status: RunStatus;
  amountCents: number;
  currency: string;
  /** When it is charged; of a planned run only. */
  chargeAt: Date | null;
  failures: number;
  failure: string;
  reason: string;
  note: string;
  isLate: boolean;
  payment: { id: string; number: string; status: string } | null;
  /** Whether staff may charge it again, with the method that the schedule has now. */
  mayResubmit: boolean;
};

export type MandateView = {
  text: string;
  version: string;
  language: string;
  authorizedBy: string;
  authorizedHow: string;
  at: Date;
  actorName: string | null;
  ip: string;
};

export type ScheduleEvent = {
  at: Date;
  kind: string;
  period: string | null;
  actorName: string | null;
  detail: Record<string, string>;
};

export type ScheduleDetail = ScheduleRow & {
  accountId: string;
  methodId: string;
  planName: string;
  invoiceNumber: string;
  clientRef: string;
  matterRef: string;
  revision: number;
  timeZone: string;
  progress: ScheduleProgress;
  coming: ScheduleRun[];
  /** More runs follow than `coming` shows; without end when the terms have none. */
  hasMore: boolean;
  runs: RunView[];
  mandate: MandateView | null;
  events: ScheduleEvent[];
};

/** Terms that several payers share. */
export type PlanView = ScheduleTerms & {
  id: string;
  number: string;
  name: string;
  accountId: string;
  accountName: string;
  currency: string;
  createdAt: Date;
};
