import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { scheduleRuns, schedules } from "@/db/schema/schedules";
import { findAskingPlan } from "@/lib/methods/find-asking-plan";
import { lockPayer } from "@/lib/payers/lock-payer";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { keepMandate } from "./internal/keep-mandate";
import { lockSchedule, runIs, scheduleIs } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";

/**
 * A payer saved a method under the link of a failed run: the schedule goes on with it, and what had failed is charged to it with the
 * next call of the job. In the transaction that keeps the method.
 */
export async function takeNewMethod(ctx: Ctx, tx: Tx, methodId: string): Promise<void> {
  const scheduleId = await findAskingPlan(ctx, tx, "schedule", methodId);
  if (!scheduleId) return;
  const before = await lockSchedule(ctx, tx, scheduleId);
  const [method] = await tx
    .select()
    .from(paymentMethods)
    .where(and(eq(paymentMethods.firmId, ctx.firmId), eq(paymentMethods.id, methodId)));
  const isOurs = method?.payerId === before.payerId && method.accountId === before.accountId;
  if (!method || !isOurs || method.kind === "" || before.status === "cancelled") return;
  const schedule = { ...before, methodId, revision: before.revision + 1 };
  await tx.update(schedules).set({ methodId, revision: schedule.revision }).where(scheduleIs(ctx, scheduleId));
  const payer = await lockPayer(ctx, tx, before.payerId);
  const leave = { authorizedBy: payer.name, authorizedHow: "method_page" };
  await keepMandate(ctx, tx, { schedule, payer, method: { ...method, kind: method.kind }, leave });
  await logScheduleEvent(ctx, tx, { scheduleId }, "method_changed", { methodId, last4: method.last4 });
  const failed = await tx
    .select()
    .from(scheduleRuns)
    .where(
      and(
        eq(scheduleRuns.firmId, ctx.firmId),
        eq(scheduleRuns.scheduleId, scheduleId),
        eq(scheduleRuns.status, "failed"),
      ),
    )
    .for("update");
  for (const run of failed)
    await tx.update(scheduleRuns).set({ status: "due", chargeAt: ctx.clock.now() }).where(runIs(ctx, run));
}
