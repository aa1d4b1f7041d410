import { scheduleRuns } from "@/db/schema/schedules";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { lockRun, lockSchedule, runIs } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";
import { clearMendedAlert } from "./internal/refresh-alert";
import type { ResolveRunInput } from "./schemas";

/**
 * Closes a run that was not paid, with a note of what was done about it. A retry that was planned for it does not happen.
 * @throws AppError forbidden, not_found, refused (run_not_failed)
 */
export async function resolveRun(ctx: Ctx, input: ResolveRunInput): Promise<{ scheduleId: string }> {
  requirePermission(ctx, "payments.take");
  return inFirm(ctx, async (tx) => {
    const schedule = await lockSchedule(ctx, tx, input.scheduleId);
    const run = await lockRun(ctx, tx, input);
    const isOpen = run.status === "failed" || run.status === "missed" || (run.status === "due" && run.failures > 0);
    if (!isOpen) throw new AppError("refused", { reason: "run_not_failed" });
    await tx
      .update(scheduleRuns)
      .set({ status: "resolved", chargeAt: null, note: input.note, finishedAt: ctx.clock.now() })
      .where(runIs(ctx, run));
    await logScheduleEvent(ctx, tx, run, "run_resolved", { note: input.note });
    await clearMendedAlert(ctx, tx, schedule.id);
    await appendAudit(ctx, tx, {
      action: "schedule.run_resolved",
      objectType: "schedule",
      objectId: schedule.id,
      detail: { number: schedule.number, period: run.period, note: input.note },
    });
    return { scheduleId: schedule.id };
  });
}
