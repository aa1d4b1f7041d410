import { and, eq } from "drizzle-orm";
import { autoPays } from "@/db/schema/auto-pays";
import { paymentMethods } from "@/db/schema/methods";
import { appendAudit } from "@/lib/audit/append-audit";
import { findAskingPlan } from "@/lib/methods/find-asking-plan";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { readCalendar } from "./internal/calendar";
import { autoPayIs, findLastRun, lockAutoPay, lockRun, type StoredAutoPay } from "./internal/load";
import { setRun } from "./internal/move-run";
import { writeEvent } from "./internal/write-event";
import { endOfDay, isPayersToMend, mayRunAgain } from "./rules";

/**
 * A payer saved a method under the link of a failed run: the Auto-Pay goes on with it, and what the newest run could not take is asked for
 * anew with the next call of the job. In the transaction that keeps the method.
 */
export async function takeNewMethod(ctx: Ctx, tx: Tx, methodId: string): Promise<void> {
  const autoPayId = await findAskingPlan(ctx, tx, "auto_pay", methodId);
  if (!autoPayId) return;
  const autoPay = await lockAutoPay(ctx, tx, autoPayId);
  const [method] = await tx
    .select({ payerId: paymentMethods.payerId, accountId: paymentMethods.accountId })
    .from(paymentMethods)
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, methodId)));
  const isOurs = method?.payerId === autoPay.payerId && method.accountId === autoPay.accountId;
  if (!isOurs || autoPay.status === "cancelled") return;
  await tx
    .update(autoPays)
    .set({ methodId, revision: autoPay.revision + 1 })
    .where(autoPayIs(ctx, autoPayId));
  const changed = { methodId: `${autoPay.methodId} -> ${methodId}` };
  await writeEvent(ctx, tx, { autoPayId, kind: "changed", detail: changed });
  await appendAudit(ctx, tx, {
    action: "auto_pay.change",
    objectType: "payer",
    objectId: autoPay.payerId,
    detail: { autoPayId, ...changed },
  });
  if (mayRunAgain(autoPay)) await askAgain(ctx, tx, { ...autoPay, methodId });
}

async function askAgain(ctx: Ctx, tx: Tx, autoPay: StoredAutoPay): Promise<void> {
  const last = await findLastRun(ctx, tx, autoPay.id);
  const run = last && (await lockRun(ctx, tx, last));
  const isRetry = run?.status === "open" && run.declines > 0;
  if (!run || !(isRetry || (run.status === "failed" && isPayersToMend(run.reason)))) return;
  const { today, timeZone } = await readCalendar(ctx, tx, autoPay);
  // A round that was charged is never charged again: what follows has a claim of its own.
  const round = run.status === "failed" && run.paymentId !== null ? run.round + 1 : run.round;
  const anew = { status: "open" as const, round, waits: 0, leasedUntil: null, finishedAt: null };
  const when = { nextTryAt: ctx.clock.now(), waitsUntil: endOfDay(today, timeZone) };
  await setRun(ctx, tx, { autoPay, run }, { ...anew, ...when });
  await writeEvent(ctx, tx, {
    ...{ autoPayId: autoPay.id, runOn: run.runOn, kind: "run_retries", detail: { retryOn: today } },
  });
}
