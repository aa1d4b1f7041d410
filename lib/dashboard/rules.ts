/** Pure calendar and arithmetic of the dashboard. Days are ISO dates; a firm's zone is settled before they come here. */
import type { DayRange, DayVolume, MonthVolume, SpanFigures, SpanId, Volume } from "./model";
import { SPAN_IDS } from "./model";

/** Sums over these payments: money was taken, and what was given back of it is known. The same as in Payment Manager's totals. */
export const TAKEN_STATUSES = ["approved", "settled", "pending", "partially_refunded", "refunded"] as const;

export const NOTHING: Volume = { count: 0, operatingCents: 0, trustCents: 0 };

const CHART_DAYS = 30;
const CHART_MONTHS = 12;

/** The first day of which anything is shown: the year before this one, to set this year beside it. */
export function firstDayShown(today: string): string {
  return `${yearOf(today) - 1}-01-01`;
}

/** The first of the last 30 days. */
export function firstChartDay(today: string): string {
  return addDays(today, 1 - CHART_DAYS);
}

/** Money is expected for so many days, today included. */
export const EXPECTED_DAYS = 30;

export function lastExpectedDay(today: string): string {
  return addDays(today, EXPECTED_DAYS - 1);
}

export type SpanPair = { range: DayRange; before: DayRange };

/** The three spans up to today, each with the one it is set beside. `month` has a second choice: the month before. */
export function spansAt(today: string): Record<SpanId | "monthBefore", SpanPair> {
  const lastYear = sameDayOf(today, yearOf(today) - 1, monthOf(today));
  const monthBefore =
    monthOf(today) === 1 ? { year: yearOf(today) - 1, month: 12 } : { year: yearOf(today), month: monthOf(today) - 1 };
  const dayOfMonthBefore = sameDayOf(today, monthBefore.year, monthBefore.month);
  const month = { from: firstOfMonth(today), to: today };
  return {
    today: { range: { from: today, to: today }, before: { from: addDays(today, -7), to: addDays(today, -7) } },
    month: { range: month, before: { from: firstOfMonth(lastYear), to: lastYear } },
    monthBefore: { range: month, before: { from: firstOfMonth(dayOfMonthBefore), to: dayOfMonthBefore } },
    year: {
      range: { from: `${yearOf(today)}-01-01`, to: today },
      before: { from: `${yearOf(today) - 1}-01-01`, to: lastYear },
    },
  };
}

/** Days at whose present time of day the spans before end, so that only their part until then is counted. */
export function partDays(today: string): string[] {
  const spans = spansAt(today);
  return [...new Set([spans.today, spans.month, spans.monthBefore].map(({ before }) => before.to))];
}

/**
 * The three figures. `days` holds whole days; `parts` holds, for each of `partDays`, what had come by this time of day.
 */
export function figureSpans(
  today: string,
  days: ReadonlyMap<string, Volume>,
  parts: ReadonlyMap<string, Volume>,
): SpanFigures[] {
  const spans = spansAt(today);
  const figure = (id: SpanId, { range, before }: SpanPair): SpanFigures => ({
    id,
    range,
    now: sumDays(days, range),
    before: addVolumes(
      sumDays(days, { from: before.from, to: addDays(before.to, -1) }),
      parts.get(before.to) ?? NOTHING,
    ),
    beforeRange: before,
  });
  return SPAN_IDS.map((id) => {
    const figures = figure(id, spans[id]);
    return id === "month" && figures.before.count === 0 ? figure(id, spans.monthBefore) : figures;
  });
}

/** The last 30 days, oldest first; days without payments stand too. */
export function listChartDays(today: string, days: ReadonlyMap<string, Volume>): DayVolume[] {
  const first = firstChartDay(today);
  return Array.from({ length: CHART_DAYS }, (_, index) => addDays(first, index)).map((day) => ({
    day,
    ...(days.get(day) ?? NOTHING),
  }));
}

/** This month and the eleven before it, oldest first. */
export function listChartMonths(today: string, days: ReadonlyMap<string, Volume>): MonthVolume[] {
  const sums = new Map<string, Volume>();
  for (const [day, volume] of days) {
    const month = day.slice(0, 7);
    sums.set(month, addVolumes(sums.get(month) ?? NOTHING, volume));
  }
  return Array.from({ length: CHART_MONTHS }, (_, index) => addMonths(today, index + 1 - CHART_MONTHS)).map(
    (month) => ({
      month,
      ...(sums.get(month) ?? NOTHING),
    }),
  );
}

/** The last day of "2026-11": "2026-11-30". */
export function lastOfMonth(month: string): string {
  return addDays(`${addMonths(`${month}-01`, 1)}-01`, -1);
}

export function totalCents(volume: Volume): number {
  return volume.operatingCents + volume.trustCents;
}

/** Volume over count, half a cent up; null without payments. */
export function averageCents(volume: Volume): number | null {
  return volume.count === 0 ? null : Math.round(totalCents(volume) / volume.count);
}

export type Change =
  | { kind: "same" }
  /** Nothing stood there before. */
  | { kind: "new" }
  /** `tenths`: tenths of a percent of what was before; null where a percentage says nothing. */
  | { kind: "more" | "less"; byCents: number; tenths: number | null };

/** How the sums differ. */
export function changeBetween(now: Volume, before: Volume): Change {
  const by = totalCents(now) - totalCents(before);
  if (before.count === 0) return now.count === 0 ? { kind: "same" } : { kind: "new" };
  if (by === 0) return { kind: "same" };
  const base = totalCents(before);
  const tenths = base > 0 ? Math.round((Math.abs(by) / base) * 1_000) : null;
  return { kind: by > 0 ? "more" : "less", byCents: Math.abs(by), tenths };
}

export function addVolumes(a: Volume, b: Volume): Volume {
  return {
    count: a.count + b.count,
    operatingCents: a.operatingCents + b.operatingCents,
    trustCents: a.trustCents + b.trustCents,
  };
}

function sumDays(days: ReadonlyMap<string, Volume>, { from, to }: DayRange): Volume {
  let sum = NOTHING;
  for (const [day, volume] of days) if (day >= from && day <= to) sum = addVolumes(sum, volume);
  return sum;
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function addMonths(day: string, count: number): string {
  const months = yearOf(day) * 12 + monthOf(day) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

/** The day of another month with the same number; its last day where it is shorter. */
function sameDayOf(day: string, year: number, month: number): string {
  const name = `${year}-${String(month).padStart(2, "0")}`;
  const wanted = `${name}-${day.slice(8)}`;
  const last = lastOfMonth(name);
  return wanted > last ? last : wanted;
}

function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7));
}
