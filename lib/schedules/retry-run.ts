import { scheduleRuns } from "@/db/schema/schedules";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { chargeRun, type RunResult } from "./charge-run";
import { lockRun, lockSchedule, runIs } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";
import { decideResubmit } from "./rules";
import type { RunInput } from "./schemas";

/**
 * Staff charge a run that failed or was missed, now, to the method that the schedule has now. What the networks forbid no press does.
 * @throws AppError forbidden, not_found, refused (run_not_failed, schedule_over, run_never_again, run_limit_reached), money_frozen
 */
export async function retryRun(ctx: Ctx, input: RunInput): Promise<{ kind: RunResult["kind"] }> {
  requirePermission(ctx, "payments.take");
  await inFirm(ctx, async (tx) => {
    const schedule = await lockSchedule(ctx, tx, input.scheduleId);
    const run = await lockRun(ctx, tx, input);
    const decision = decideResubmit(run, schedule);
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    await tx.update(scheduleRuns).set({ status: "due", chargeAt: ctx.clock.now() }).where(runIs(ctx, run));
    await logScheduleEvent(ctx, tx, run, "run_resubmitted");
    await appendAudit(ctx, tx, {
      action: "schedule.run_resubmitted",
      objectType: "schedule",
      objectId: schedule.id,
      detail: { number: schedule.number, period: run.period, amountCents: run.amountCents },
    });
  });
  const { kind } = await chargeRun(ctx, input);
  return { kind };
}
