import ScheduleReminderMail from "@/emails/schedule-reminder";
import { type Composer, draftOf, idIn } from "./parts";
import { loadSchedule } from "./schedule-parts";

/** Not sent once the day was skipped, changed, paused or cancelled. */
export const composeScheduleReminder: Composer = async (ctx, tx, payload, locale) => {
  const { schedule, facts } = await loadSchedule(ctx, tx, payload);
  const date = idIn(payload, "period");
  const isTrue = schedule.status === "active" && schedule.nextDate === date;
  if (!isTrue || schedule.nextCents === null) return null;
  return draftOf(ScheduleReminderMail, {
    locale,
    ...facts,
    date,
    amountCents: schedule.nextCents,
    currency: schedule.currency,
  });
};
