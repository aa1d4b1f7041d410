import { scheduleRuns, schedules } from "@/db/schema/schedules";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { failureKindOf } from "@/lib/retries/rules";
import { failRun, type RunFailure } from "./internal/fail-run";
import { runIs, type StoredRun, scheduleIs } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";
import { clearMendedAlert } from "./internal/refresh-alert";
import { runOfObligation } from "./rules";

type Moved = { id: string; obligation: string };
type Move = { to: string; detail: Record<string, string> };

/** Moves the run of a payment in the transaction in which the payment moves; payments of other sources are left alone. */
export async function applyToSchedule(ctx: Ctx, tx: Tx, payment: Moved, move: Move): Promise<void> {
  const of = runOfObligation(payment.obligation);
  if (!of) return;
  // As everywhere: the schedule before its runs.
  const [schedule] = await tx.select().from(schedules).where(scheduleIs(ctx, of.scheduleId)).for("update");
  const [run] = await tx.select().from(scheduleRuns).where(runIs(ctx, of)).for("update");
  // A payment that came with another system's books names a schedule that is not kept here: it moves all the same.
  if (!schedule || !run) return;
  const isWon = run.reason === "dispute_lost" && run.status === "failed" && run.round === of.round + 1;
  if (run.round !== of.round && !isWon) return;
  const failed = isWon ? null : failureOf(run, payment, move);
  if (failed) return failRun(ctx, tx, schedule, run, failed);
  const status = nextStatus(run, move.to);
  if (!status) return;
  const isOver = status === "paid" || status === "resolved";
  await tx
    .update(scheduleRuns)
    .set({
      ...{ status, paymentId: payment.id, finishedAt: isOver ? ctx.clock.now() : null },
      ...(status === "resolved" ? { reason: "voided" } : { reason: "", failure: "" }),
    })
    .where(runIs(ctx, run));
  await logScheduleEvent(ctx, tx, run, `run_${status}`, { paymentId: payment.id });
  await clearMendedAlert(ctx, tx, schedule.id);
}

function nextStatus(run: StoredRun, to: string): "paid" | "clearing" | "resolved" | null {
  const isOpen = run.status === "charging" || run.status === "clearing";
  if (to === "pending") return run.status === "charging" ? "clearing" : null;
  if (to === "voided") return run.status === "clearing" || run.status === "paid" ? "resolved" : null;
  const isTaken = to === "approved" || to === "settled";
  if (isTaken && isOpen) return "paid";
  // A dispute that was won after all; what had been given back of the payment before stays given.
  const isKept = isTaken || to === "partially_refunded" || to === "refunded";
  return isKept && run.status === "failed" && run.reason === "dispute_lost" ? "paid" : null;
}

function failureOf(run: StoredRun, payment: Moved, { to, detail }: Move): RunFailure | null {
  const paymentId = payment.id;
  const { code = "", retry = "" } = detail;
  if ((to === "declined" || to === "error") && run.status === "charging") {
    const failure = failureKindOf({ declineCode: code, returnCode: "", advice: retry });
    return {
      failure,
      reason: to === "error" ? "not_taken" : code,
      isTried: to === "declined",
      isBack: false,
      paymentId,
    };
  }
  const wasThere = run.status === "clearing" || run.status === "paid" || run.status === "charging";
  if (to === "returned" && wasThere) {
    const failure = failureKindOf({ declineCode: "", returnCode: code || "?", advice: "" });
    return { failure, reason: code || "returned", isTried: true, isBack: true, paymentId };
  }
  if (to === "dispute_lost" && run.status === "paid")
    return { failure: "never", reason: "dispute_lost", isTried: true, isBack: true, paymentId };
  return null;
}
