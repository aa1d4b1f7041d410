import { Temporal } from "temporal-polyfill";
import type { ReportObstacle, ReportRhythm } from "./model";

/**
 * The first moment of the rhythm after that instant. A local hour that the clocks leave out moves forward by as much as they do; one
 * that comes twice is the first of the two. The 31st of a shorter month is its last day.
 */
export function nextReportAt(rhythm: ReportRhythm, timeZone: string, after: Date): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  for (let step = 0; ; step += 1) {
    const moment = momentOn(dayOf(rhythm, today, step), rhythm.hour, timeZone);
    if (Temporal.Instant.compare(moment, now) > 0) return new Date(moment.epochMilliseconds);
  }
}

/** The last of the moments that have come by now, from a first one on: those before it were missed and are not made up for. */
export function lastReportAt(rhythm: ReportRhythm, timeZone: string, first: Date, now: Date): Date {
  let last = first;
  for (;;) {
    const next = nextReportAt(rhythm, timeZone, last);
    if (next > now) return last;
    last = next;
  }
}

function dayOf({ frequency, day }: ReportRhythm, today: Temporal.PlainDate, step: number): Temporal.PlainDate {
  if (frequency === "daily") return today.add({ days: step });
  if (frequency === "weekly") return today.add({ days: (day ?? 1) - today.dayOfWeek + 7 * step });
  const month = today.toPlainYearMonth().add({ months: step });
  return month.toPlainDate({ day: Math.min(day ?? 1, month.daysInMonth) });
}

function momentOn(date: Temporal.PlainDate, hour: number, timeZone: string): Temporal.Instant {
  const local = date.toPlainDateTime(Temporal.PlainTime.from({ hour }));
  return local.toZonedDateTime(timeZone, { disambiguation: "compatible" }).toInstant();
}

type Standing = {
  owner: { mayView: boolean; mayManage: boolean } | null;
  /** Null for a built-in report. */
  view: { isShared: boolean; isOwners: boolean } | null;
};

/** What keeps a report from its readers: a report shows what its owner may see, so it ends with their rights. */
export function findObstacle({ owner, view }: Standing): ReportObstacle | null {
  if (!owner) return "owner_gone";
  if (!owner.mayView || !owner.mayManage) return "owner_not_allowed";
  if (view && !view.isShared && !view.isOwners) return "view_not_shared";
  return null;
}

/** Many mail servers refuse what is above 20 MB once it has been made a third larger for the way. */
const MOST_MAIL_BYTES = 14_000_000;

export function fitsIntoMail(bytes: number): boolean {
  return bytes <= MOST_MAIL_BYTES;
}
