import { and, eq, sql } from "drizzle-orm";
import { paymentEvents, payments } from "@/db/schema/payments";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { failureKindOf, mayTryAgain } from "@/lib/retries/rules";
import { readCalendar } from "./internal/calendar";
import { findLastRun, lockRun, type StoredAutoPay, type StoredRun } from "./internal/load";
import { lockChangeable } from "./internal/make";
import { makeRun, type RunOutcome } from "./internal/make-run";
import { setRun } from "./internal/move-run";
import { writeEvent } from "./internal/write-event";
import type { RunKey } from "./model";
import { endOfDay } from "./rules";
import type { RetryRunInput } from "./schemas";

const LEASE_MS = 10 * 60_000;

/**
 * "Try again now": the newest run once more, against what is owed now, after it failed or while it waits. The networks' limits hold: a method
 * that must not be charged again is refused.
 * @throws AppError forbidden, not_found (auto_pay_unknown, connect_off), refused (auto_pay_cancelled, auto_pay_not_active, run_not_failed, run_never_again,
 * run_limit_reached)
 */
export async function retryAutoPayRun(ctx: Ctx, { autoPayId, runOn }: RetryRunInput): Promise<{ outcome: RunOutcome }> {
  requirePermission(ctx, "connect.pay");
  const key = await inFirm(ctx, async (tx): Promise<RunKey> => {
    const autoPay = await lockChangeable(ctx, tx, autoPayId);
    if (autoPay.status !== "active" && autoPay.status !== "ended")
      throw new AppError("refused", { reason: "auto_pay_not_active" });
    const last = await findLastRun(ctx, tx, autoPayId);
    const run = last?.runOn === runOn ? await lockRun(ctx, tx, { autoPayId, runOn }) : null;
    const isAtWork = run?.status === "open" && run.leasedUntil !== null && run.leasedUntil > ctx.clock.now();
    if (!run || isAtWork || (run.status !== "failed" && run.status !== "open"))
      throw new AppError("refused", { reason: "run_not_failed" });
    await checkLimits(ctx, tx, autoPay, run);
    const { today, timeZone } = await readCalendar(ctx, tx, autoPay);
    const now = ctx.clock.now();
    // A round that was charged is never charged again: what follows has a claim of its own.
    const round = run.paymentId === null ? run.round : run.round + (run.status === "failed" ? 1 : 0);
    const leasedUntil = new Date(now.getTime() + LEASE_MS);
    const change = {
      status: "open",
      round,
      nextTryAt: now,
      leasedUntil,
      waitsUntil: endOfDay(today, timeZone),
    } as const;
    await setRun(ctx, tx, { autoPay, run }, { ...change, waits: 0, finishedAt: null });
    await writeEvent(ctx, tx, { autoPayId, runOn, kind: "run_retried" });
    return { autoPayId, runOn, round };
  });
  return { outcome: await makeRun(ctx, key) };
}

/** What the networks forbid with the method that failed no press does; another method begins anew. */
async function checkLimits(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay, run: StoredRun): Promise<void> {
  if (run.paymentId === null || run.declines === 0) return;
  const { declineCode, returnCode, savedMethodId } = payments;
  const [failed] = await tx
    .select({ declineCode, returnCode, savedMethodId, advice: sql<string>`${paymentEvents.detail}->>'retry'` })
    .from(payments)
    .leftJoin(
      paymentEvents,
      and(
        eq(paymentEvents.firmId, payments.firmId),
        eq(paymentEvents.paymentId, payments.id),
        eq(paymentEvents.toStatus, "declined"),
      ),
    )
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, run.paymentId)));
  if (!failed || failed.savedMethodId !== autoPay.methodId) return;
  const kind = failureKindOf({ ...failed, advice: failed.advice ?? "" });
  if (kind === "never") throw new AppError("refused", { reason: "run_never_again" });
  if (!mayTryAgain(kind, run.declines)) throw new AppError("refused", { reason: "run_limit_reached" });
}
