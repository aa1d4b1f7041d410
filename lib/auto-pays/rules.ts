import { Temporal } from "temporal-polyfill";
import { previewAllocation } from "@/lib/allocations/rules";
import type { AssociationLevel, OwedItem } from "@/lib/associations/model";
import { addDays } from "@/lib/dates/period-days";
import { MAX_AMOUNT_CENTS, sumCents } from "@/lib/money/cents";
import type { MonthDay, ScheduleCalendar } from "@/lib/schedules/model";
import { runDates, runInstant } from "@/lib/schedules/rules";
import {
  type AutoPayEnd,
  type AutoPayStatus,
  LATE_DAYS,
  type LeftOut,
  type LeftOutReason,
  MOST_LINES,
  NOTICE_DAYS,
  type PlannedLine,
  type PlannedRun,
  type RunKey,
  type RunPlan,
  WAIT_REASONS,
} from "./model";

const PREFIX = "auto-pay:";

/** What is owed once for a run, or for a later round of it. Each has lines of its own. */
export function obligationOfRun({ autoPayId, runOn, round }: RunKey): string {
  return `${PREFIX}${autoPayId}:${runOn}${round === 1 ? "" : `:${round}`}`;
}

/** The run that an obligation belongs to; null for those of other sources. */
export function runOfObligation(obligation: string): RunKey | null {
  const found = /^auto-pay:([^:]+):(\d{4}-\d{2}-\d{2})(?::(\d+))?$/.exec(obligation);
  return found ? { autoPayId: found[1] ?? "", runOn: found[2] ?? "", round: Number(found[3] ?? 1) } : null;
}

type Calendar = Pick<ScheduleCalendar, "frequency" | "startDate" | "timeZone"> & { days: readonly MonthDay[] };

export function calendarOf({ frequency, startDate, days }: Omit<Calendar, "timeZone">, timeZone: string): Calendar {
  return { frequency, startDate, days, timeZone };
}

/** The first day of a calendar on or after `day`; null when a single one is over. */
export function runOnOrAfter(calendar: Calendar, day: string): string | null {
  for (const date of runDates(calendar)) if (date >= day) return date;
  return null;
}

/** The next days of a calendar, at most `count`; none from `endsOn` on. */
export function runDaysOf(
  calendar: Calendar,
  { from, endsOn, count }: { from: string; endsOn: string | null; count: number },
): string[] {
  const days: string[] = [];
  for (const date of runDates(calendar)) {
    if (days.length === count || (endsOn !== null && date >= endsOn)) break;
    if (date >= from) days.push(date);
  }
  return days;
}

/** The first day on which a client or matter is not paid any more. */
export function yearEndOf(startedOn: string): string {
  return Temporal.PlainDate.from(startedOn).add({ years: 1 }).toString();
}

/** Only a client or a matter has a year: an invoice is paid until it is paid off. */
export function hasYear(levels: readonly AssociationLevel[]): boolean {
  return levels.length === 0 || levels.some((level) => level !== "invoice");
}

/** A single run may be tried again for so long; then it is over in any case. */
const SINGLE_END_DAYS = 40;

/** When the job looks at an Auto-Pay next: at its next run, or to end it. `endsOn`: no run from that day on. */
export type NextLook = { nextRunOn: string | null; nextAt: Date };

export function nextLookOf(calendar: Calendar, from: string, endsOn: string | null): NextLook {
  const date = runOnOrAfter(calendar, from);
  if (date !== null && (endsOn === null || date < endsOn)) {
    return { nextRunOn: date, nextAt: new Date(runInstant(date, calendar)) };
  }
  // A single one is over with its run; the rest ends when its year does.
  const end = date === null || endsOn === null ? addDays(from, SINGLE_END_DAYS) : endsOn;
  return { nextRunOn: null, nextAt: new Date(runInstant(end, calendar)) };
}

/** The runs that have come since `nextRunOn`: one is made, those before it were missed while nobody looked. */
export function dueRuns(
  calendar: Calendar,
  { nextRunOn, endsOn, now }: { nextRunOn: string; endsOn: string | null; now: Date },
): { runOn: string; missed: string[] } {
  const passed: string[] = [];
  for (const date of runDates(calendar)) {
    if (date < nextRunOn) continue;
    const isOver = endsOn !== null && date >= endsOn;
    if (isOver || new Date(runInstant(date, calendar)).getTime() > now.getTime()) break;
    passed.push(date);
  }
  return { runOn: passed.at(-1) ?? nextRunOn, missed: passed.slice(0, -1) };
}

/** Nobody expects money to be taken for a day that is long gone. */
export function isTooLate(runOn: string, today: string): boolean {
  return addDays(runOn, LATE_DAYS) < today;
}

/** The first instant of the day after: until then a run waits for its balances. */
export function endOfDay(day: string, timeZone: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  return new Date(next.toZonedDateTime({ timeZone }).toInstant().epochMilliseconds);
}

const MINUTE_MS = 60_000;
/** When to look again while balances cannot be read: soon at first, then every half hour, until the day is over. */
export function nextWaitMs(waits: number): number {
  return ([1, 5, 10, 20][waits] ?? 30) * MINUTE_MS;
}

export type PlanTerms = { capCents: number | null; currency: string; paysOthers: boolean };

/** Why an item is no part of a run; null when it is. */
export function leaveOut(item: OwedItem, { currency, paysOthers }: PlanTerms): LeftOutReason | null {
  if (item.currency !== currency) return "other_currency";
  if (item.isOfOtherPayor && !paysOthers) return "other_payor";
  return item.owedCents === 0 ? "on_its_way" : null;
}

/** Oldest first up to the cap. Never more than an invoice owes after what is on its way; those without a date come last. */
export function planRun(items: readonly OwedItem[], terms: PlanTerms): RunPlan {
  const payable = items
    .filter((item) => leaveOut(item, terms) === null)
    .sort(compareItems)
    .slice(0, MOST_LINES);
  const owedCents = sumCents(payable.map((item) => item.owedCents));
  const amountCents = Math.min(owedCents, terms.capCents ?? owedCents, MAX_AMOUNT_CENTS);
  const allocated = previewAllocation({
    amountCents,
    order: "oldest",
    lines: payable.map(({ key, datedOn, owedCents: outstandingCents }) => ({
      ...{ id: key, kind: "invoice" as const, outstandingCents },
      ...(datedOn ? { date: datedOn } : {}),
    })),
  });
  if (!allocated.ok) throw new RangeError(allocated.refusal.message);
  const lines = payable.flatMap((item, place): PlannedLine[] => {
    const lineCents = allocated.lines[place]?.amountCents ?? 0;
    return lineCents > 0 ? [lineOf(item, lineCents)] : [];
  });
  return { lines, totalCents: amountCents, restCents: owedCents - amountCents };
}

function compareItems(a: OwedItem, b: OwedItem): number {
  const left = a.datedOn ?? "9999";
  const right = b.datedOn ?? "9999";
  if (left !== right) return left < right ? -1 : 1;
  return a.invoiceNumber.localeCompare(b.invoiceNumber) || a.key.localeCompare(b.key);
}

function lineOf(item: OwedItem, amountCents: number): PlannedLine {
  const { key, invoiceNumber, matterNumber, matterName, clientNumber, payorName, datedOn } = item;
  const { balanceCents, unconfirmedCents } = item;
  return {
    ...{ key, invoiceNumber, matterNumber, matterName, clientNumber, payorName, datedOn },
    ...{ balanceCents, unconfirmedCents, amountCents },
  };
}

/**
 * The same for several days one after the other, as if nothing else happened between them.
 * @param most what was announced for a day and is not exceeded on it
 */
export function planRuns(
  items: readonly OwedItem[],
  terms: PlanTerms,
  days: readonly string[],
  most: ReadonlyMap<string, number> = new Map(),
): PlannedRun[] {
  let left = items;
  return days.map((runOn) => {
    const plan = planRun(left, { ...terms, capCents: most.get(runOn) ?? terms.capCents });
    const paid = new Map(plan.lines.map(({ key, amountCents }) => [key, amountCents]));
    left = left.map((item) => {
      const cents = paid.get(item.key) ?? 0;
      const { unconfirmedCents, owedCents } = item;
      return { ...item, unconfirmedCents: unconfirmedCents + cents, owedCents: owedCents - cents };
    });
    return { ...plan, runOn };
  });
}

/** The open invoices that a run does not pay, each with the reason. */
export function leftOutOf(items: readonly OwedItem[], terms: PlanTerms): LeftOut[] {
  return items.flatMap((item) => {
    const reason = leaveOut(item, terms);
    const { invoiceNumber, matterNumber, owedCents, currency } = item;
    return reason ? [{ invoiceNumber, matterNumber, owedCents, currency, reason }] : [];
  });
}

/** Whether a run pays off all that is enrolled for good: invoices only, and nothing is left of them. */
export function paysOff(levels: readonly AssociationLevel[], plan: RunPlan, leftOut: readonly LeftOut[]): boolean {
  return levels.length > 0 && !hasYear(levels) && plan.restCents === 0 && leftOut.length === 0;
}

/** The coming days on which a debit whose sum varies is to be announced by now, the first one `nextRunOn`. */
export function daysToAnnounce(
  calendar: Calendar,
  { nextRunOn, endsOn, now }: { nextRunOn: string; endsOn: string | null; now: Date },
): string[] {
  const days = runDaysOf(calendar, { from: nextRunOn, endsOn, count: NOTICE_DAYS + 1 });
  return days.filter((day) => new Date(runInstant(addDays(day, -NOTICE_DAYS), calendar)) <= now);
}

/** Why an active one without a next run is over. */
export function endOf(frequency: ScheduleCalendar["frequency"]): AutoPayEnd {
  return frequency === "single" ? "single_run" : "year";
}

export type AutoPayAct = "pause" | "resume" | "renew" | "cancel";

/** What a person can do with it now. */
export function offeredActs({
  status,
  endReason,
  frequency,
  endsOn,
}: {
  status: AutoPayStatus;
  endReason: AutoPayEnd | "";
  frequency: ScheduleCalendar["frequency"];
  endsOn: string | null;
}): AutoPayAct[] {
  switch (status) {
    case "draft":
      return ["cancel"];
    case "active":
      return [...(endsOn !== null && frequency !== "single" ? (["renew"] as const) : []), "pause", "cancel"];
    case "paused":
      return ["resume", "cancel"];
    case "ended":
      return endReason === "single_run" ? ["cancel"] : ["renew", "cancel"];
    case "cancelled":
      return [];
  }
}

/** What helps against a reason for which a run failed or waits. */
export function mendOf(reason: string): "method" | "enroll" | "wait" | "declined" | "other" {
  if (reason.startsWith("method_")) return "method";
  if (reason === "nothing_enrolled") return "enroll";
  if (reason === "declined" || reason === "returned") return "declined";
  const waits: readonly string[] = WAIT_REASONS;
  return waits.includes(reason) ? "wait" : "other";
}

/** Can the payer mend it with another method? A lost dispute they wanted, and the rest is the firm's. */
export function isPayersToMend(reason: string): boolean {
  const mend = mendOf(reason);
  return mend === "method" || mend === "declined";
}

/** Whether a run that failed may be asked for again: a single one has ended with its run, the rest must be running. */
export function mayRunAgain({ status, endReason }: { status: AutoPayStatus; endReason: AutoPayEnd | "" }): boolean {
  return status === "active" || (status === "ended" && endReason === "single_run");
}

/** The same for a notification, whose words are those of all plans. */
export function noticeReasonOf({ code = "", reason = "" }: Record<string, string>): string {
  if (code !== "") return code;
  const mend = mendOf(reason);
  if (mend === "method") return "no_method";
  if (mend === "wait") return "matter_system";
  return reason === "never_taken" ? "not_answered" : "";
}
