import { dateInZone } from "@/lib/dates/date-in-zone";
import { addDays } from "@/lib/dates/period-days";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { calendarOf, hasYear, type NextLook, nextLookOf, yearEndOf } from "../rules";
import { findLastRun, loadEnrolled, type StoredAutoPay } from "./load";

/** The calendar of an Auto-Pay in its firm's zone, as it stands now. */
export async function readCalendar(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay) {
  const { timeZone } = await getFirm(ctx, tx);
  return { calendar: calendarOf(autoPay, timeZone), timeZone, today: dateInZone(ctx.clock.now(), timeZone) };
}

/** The first day without runs; null where only invoices are enrolled. */
export async function findYearEnd(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<string | null> {
  const levels = (await loadEnrolled(ctx, tx, autoPay)).map(({ level }) => level);
  return hasYear(levels) ? yearEndOf(autoPay.startedOn) : null;
}

/** When to look at it next if it is active from now on: never on a day that had its run, nor before today. */
export async function findNextLook(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<NextLook> {
  const { calendar, today } = await readCalendar(ctx, tx, autoPay);
  const last = await findLastRun(ctx, tx, autoPay.id);
  const from = last && last.runOn >= today ? addDays(last.runOn, 1) : today;
  return nextLookOf(calendar, from, await findYearEnd(ctx, tx, autoPay));
}
