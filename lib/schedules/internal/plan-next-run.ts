import { schedules } from "@/db/schema/schedules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ScheduleProgress, ScheduleTerms } from "../model";
import { nextColumns } from "../rules";
import { scheduleIs } from "./load";
import { logScheduleEvent } from "./log-event";

/** Writes down what comes next; a schedule after its last run has ended. */
export async function planNextRun(
  ctx: Ctx,
  tx: Tx,
  schedule: { id: string; terms: ScheduleTerms; progress: ScheduleProgress },
  { timeZone, startedOn }: { timeZone: string; startedOn: string | null },
): Promise<void> {
  const columns = nextColumns(schedule.terms, schedule.progress, { timeZone, now: ctx.clock.now(), startedOn });
  await tx
    .update(schedules)
    .set({ ...schedule.progress, ...columns })
    .where(scheduleIs(ctx, schedule.id));
  if (columns.status === "ended") await logScheduleEvent(ctx, tx, { scheduleId: schedule.id }, "ended");
}
