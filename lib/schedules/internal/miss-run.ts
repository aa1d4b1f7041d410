import { scheduleRuns } from "@/db/schema/schedules";
import type { Ctx } from "@/lib/platform/context";
import { invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { runIs, type StoredSchedule } from "./load";
import { logScheduleEvent } from "./log-event";
import { readPayer } from "./read-payer";
import { tellStaff } from "./refresh-alert";

/** A run that is too late to be charged without a word waits for a person. */
export async function missRun(ctx: Ctx, tx: Tx, schedule: StoredSchedule, period: string): Promise<void> {
  const key = { scheduleId: schedule.id, period };
  const [run] = await tx
    .update(scheduleRuns)
    .set({ status: "missed", chargeAt: null, reason: "missed", isLate: true })
    .where(runIs(ctx, key))
    .returning();
  invariant(run, `the run ${period} of ${schedule.id} is there`);
  await logScheduleEvent(ctx, tx, key, "run_missed");
  const { name } = await readPayer(ctx, tx, schedule.payerId);
  await tellStaff(ctx, tx, schedule, { run, payer: name, reason: "missed", retryOn: "" });
}
