import { scheduleRuns } from "@/db/schema/schedules";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { FailureKind } from "@/lib/retries/model";
import { readFirmRetries } from "@/lib/retries/queries";
import { nextRetryOn } from "@/lib/retries/rules";
import { runInstant } from "../rules";
import { runIs, type StoredRun, type StoredSchedule } from "./load";
import { logScheduleEvent } from "./log-event";
import { mailFailedRun } from "./mail-payer";
import { readPayer } from "./read-payer";
import { tellStaff } from "./refresh-alert";

export type RunFailure = {
  failure: FailureKind;
  /** A decline or return code, or why it could not be tried. */
  reason: string;
  /** The gateway or the bank said no; else nothing was sent. */
  isTried: boolean;
  /** The money had come and went again: the next attempt is owed anew. */
  isBack: boolean;
  paymentId: string | null;
};

/** A run was not paid: tried again by the firm's policy or left to a person, with an alert and a mail to the payer. */
export async function failRun(ctx: Ctx, tx: Tx, schedule: StoredSchedule, run: StoredRun, failed: RunFailure) {
  const { timeZone } = await getFirm(ctx, tx);
  const today = dateInZone(ctx.clock.now(), timeZone);
  const failures = run.failures + (failed.isTried ? 1 : 0);
  const firstTriedOn = run.firstTriedOn ?? today;
  const made = { failure: failed.failure, triesMade: failures, failedOn: today, firstTriedOn };
  const next = nextRetryOn(await readFirmRetries(ctx, tx), made);
  const isGoingOn = schedule.status !== "cancelled";
  const retryOn = next.ok && isGoingOn ? next.on : null;
  await tx
    .update(scheduleRuns)
    .set({
      status: retryOn ? "due" : "failed",
      chargeAt: retryOn ? new Date(runInstant(retryOn, { timeZone })) : null,
      ...{ failures, firstTriedOn, failure: failed.failure, reason: failed.reason, finishedAt: null },
      round: run.round + (failed.isBack ? 1 : 0),
      failedMethodId: schedule.methodId,
      paymentId: failed.paymentId ?? run.paymentId,
    })
    .where(runIs(ctx, run));
  const detail = { reason: failed.reason, retryOn: retryOn ?? "", refusal: next.ok ? "" : next.refusal };
  await logScheduleEvent(ctx, tx, run, "run_failed", { ...detail, paymentId: failed.paymentId ?? "" });
  const payer = await readPayer(ctx, tx, schedule.payerId);
  const { period } = run;
  await tellStaff(ctx, tx, schedule, { run, payer: payer.name, reason: failed.reason, retryOn: retryOn ?? "" });
  await mailFailedRun(ctx, tx, { schedule, payer, period, failures, retryOn });
}
