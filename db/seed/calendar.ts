import type { Random } from "./random";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** How busy a law firm's payments are by weekday (Sunday first) and by hour: clients pay at the desk, some at night. */
const BY_WEEKDAY = [0.12, 1.1, 1.15, 1.05, 1, 0.9, 0.18];
const BY_HOUR = [0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 1.2, 3, 7, 9, 8.5, 6, 7, 8, 7.5, 6, 4, 2.5, 2, 1.8, 1.2, 0.7, 0.4];
const HOUR_CHOICES = BY_HOUR.map((weight, hour) => [hour, weight] as const);
/** So that a demo that is started just after midnight still has a today. */
const LEAST_TODAY = 4;

/** One day of the firm's zone. */
type LocalDay = { startsAt: Date; weekday: number; dayOfMonth: number };

/** About `count` instants of the 365 days before `now`, oldest first: more on weekdays and after bill runs, growing over the year. */
export function spreadOverYear(random: Random, input: { now: Date; timeZone: string; count: number }): Date[] {
  const { now, timeZone, count } = input;
  const days = listLocalDays(now, timeZone);
  const weights = days.map((day, index) => weightOf(day, index / days.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const from = now.getTime() - 365 * DAY_MS;
  const times = days.flatMap((day, index) => {
    const expected = (count * (weights[index] ?? 0)) / total;
    const dayCount = Math.floor(expected) + Number(random.chance(expected % 1));
    return Array.from({ length: dayCount }, () => timeWithin(random, day));
  });
  const past = times.filter((time) => time > from && time < now.getTime() - 20_000);
  const today = days.at(-1);
  return [...past, ...(today ? fillToday(random, past, today, now) : [])]
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** Whether someone sits at the firm's desk: staff enter payments then only. */
export function isBusinessHour(at: Date, timeZone: string): boolean {
  const local = new Date(at.getTime() + offsetMs(at, timeZone));
  const hour = local.getUTCHours();
  return local.getUTCDay() > 0 && local.getUTCDay() < 6 && hour >= 8 && hour < 18;
}

/** The same minute in the last hour of work before an instant: staff send links by day. */
export function lastDeskHour(at: Date, timeZone: string): Date {
  let desk = at;
  while (!isBusinessHour(desk, timeZone)) desk = new Date(desk.getTime() - HOUR_MS);
  return desk;
}

/** Months before `now`, newest last: the instants at 09:00 in the zone on this day of the month (the last day when it is shorter). */
export function monthlyRuns(now: Date, timeZone: string, dayOfMonth: number): Date[] {
  const today = new Date(now.getTime() + offsetMs(now, timeZone));
  const runs = Array.from({ length: 13 }, (_, back) => {
    const month = today.getUTCMonth() - 12 + back;
    const lastDay = new Date(Date.UTC(today.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const local = Date.UTC(today.getUTCFullYear(), month, Math.min(dayOfMonth, lastDay), 9);
    return new Date(local - offsetMs(new Date(local), timeZone));
  });
  return runs.filter((run) => run < now && run.getTime() > now.getTime() - 365 * DAY_MS);
}

/** The date in the firm's zone, "2026-11-21". */
export function localDate(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetMs(at, timeZone)).toISOString().slice(0, 10);
}

/** The same time of day, that many days from Monday to Friday later. */
export function addBankDays(at: Date, days: number): Date {
  let left = days;
  let time = at.getTime();
  while (left > 0) {
    time += DAY_MS;
    const weekday = new Date(time).getUTCDay();
    if (weekday > 0 && weekday < 6) left -= 1;
  }
  return new Date(time);
}

function weightOf(day: LocalDay, progress: number): number {
  const growth = 0.75 + 0.5 * progress;
  const afterBills = day.dayOfMonth <= 5 || (day.dayOfMonth >= 15 && day.dayOfMonth <= 18) ? 1.25 : 1;
  return (BY_WEEKDAY[day.weekday] ?? 0) * growth * afterBills;
}

function timeWithin(random: Random, day: LocalDay): number {
  return day.startsAt.getTime() + random.weighted(HOUR_CHOICES) * HOUR_MS + random.int(0, HOUR_MS - 1);
}

function fillToday(random: Random, past: number[], today: LocalDay, now: Date): number[] {
  const midnight = today.startsAt.getTime();
  const missing = LEAST_TODAY - past.filter((time) => time >= midnight).length;
  const room = Math.max(0, now.getTime() - 20_000 - midnight);
  return Array.from({ length: Math.max(0, missing) }, () => midnight + Math.floor(random.float() * room));
}

function listLocalDays(now: Date, timeZone: string): LocalDay[] {
  const today = new Date(now.getTime() + offsetMs(now, timeZone));
  return Array.from({ length: 366 }, (_, index) => {
    const local = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - 365 + index);
    const noon = new Date(local + 12 * HOUR_MS);
    return {
      startsAt: new Date(local - offsetMs(noon, timeZone)),
      weekday: noon.getUTCDay(),
      dayOfMonth: noon.getUTCDate(),
    };
  });
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** What the zone's clocks show less UTC. Read once per hour of the year: Intl is slow. */
function offsetMs(at: Date, timeZone: string): number {
  const key = `${timeZone} ${Math.floor(at.getTime() / HOUR_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = readOffsetMs(at, timeZone);
  offsets.set(key, offset);
  return offset;
}

function readOffsetMs(at: Date, timeZone: string): number {
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset", hourCycle: "h23" });
  formatters.set(timeZone, formatter);
  const name = formatter.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const parts = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(name);
  if (!parts) throw new Error(`The offset of ${timeZone} reads ${name}, which is not understood.`);
  const minutes = Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
  return (parts[1] === "-" ? -minutes : minutes) * 60_000;
}
