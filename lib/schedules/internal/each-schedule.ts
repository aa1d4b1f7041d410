import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { lockSchedule, type StoredSchedule } from "./load";
import { logScheduleEvent } from "./log-event";

/**
 * Does one thing to each schedule, in one transaction, with history and audit. `act` says whether it could; one that could not is passed
 * over among several, and refused alone.
 */
export async function eachSchedule(
  ctx: Ctx,
  { scheduleIds }: { scheduleIds: readonly string[] },
  { event, refusal }: { event: string; refusal: string },
  act: (tx: Tx, schedule: StoredSchedule) => Promise<boolean>,
): Promise<{ count: number }> {
  return inFirm(ctx, async (tx) => {
    let count = 0;
    // In one order, so that two who act on the same ones wait for each other instead of blocking each other.
    for (const scheduleId of [...new Set(scheduleIds)].toSorted()) {
      const schedule = await lockSchedule(ctx, tx, scheduleId);
      if (!(await act(tx, schedule))) continue;
      count += 1;
      await logScheduleEvent(ctx, tx, { scheduleId }, event);
      await appendAudit(ctx, tx, {
        action: `schedule.${event}`,
        objectType: "schedule",
        objectId: scheduleId,
        detail: { number: schedule.number },
      });
    }
    if (count === 0) throw new AppError("refused", { reason: refusal });
    return { count };
  });
}
