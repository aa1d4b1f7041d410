import ScheduleFailedMail from "@/emails/schedule-failed";
import { loadMethodLink } from "./method-link";
import { type Composer, draftOf, idIn } from "./parts";
import { loadRun, loadSchedule } from "./schedule-parts";

/** Not sent once the run was paid, tried again or closed by staff. */
export const composeScheduleFailed: Composer = async (ctx, tx, payload, locale) => {
  const { schedule, facts } = await loadSchedule(ctx, tx, payload);
  const date = idIn(payload, "period");
  const run = await loadRun(ctx, tx, schedule.id, date);
  const isOpen = run?.status === "failed" || (run?.status === "due" && run.failure !== "");
  if (!run || !isOpen) return null;
  return draftOf(ScheduleFailedMail, {
    locale,
    ...facts,
    date,
    retryOn: payload.retryOn || null,
    amountCents: run.amountCents,
    currency: run.currency,
    ...(await loadMethodLink(ctx, tx, idIn(payload, "requestId"), locale)),
  });
};
