import { schedules } from "@/db/schema/schedules";
import { appendAudit } from "@/lib/audit/append-audit";
import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import { openChargeableMethod } from "@/lib/methods/open-chargeable-method";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { keepMandate } from "./internal/keep-mandate";
import { lockSchedule, scheduleIs, termsOf } from "./internal/load";
import { logScheduleEvent } from "./internal/log-event";
import { readPayer } from "./internal/read-payer";
import { nextColumns } from "./rules";
import { type ChangeScheduleInput, termsOfForm } from "./schemas";

/**
 * Sets amount, days, end and method of all that has not run yet; what has run stays as it is. The payer has agreed to the new words,
 * and gets a copy of them. A pause goes on.
 * @throws AppError forbidden, not_found, conflict (changed_meanwhile), refused (schedule_over, method_*), invalid_input
 */
export async function changeSchedule(ctx: Ctx, input: ChangeScheduleInput): Promise<{ scheduleId: string }> {
  requirePermission(ctx, "payments.take");
  const terms = termsOfForm(input);
  if (!terms) throw new AppError("invalid_input");
  return inFirm(ctx, async (tx) => {
    const before = await lockSchedule(ctx, tx, input.scheduleId);
    if (before.revision !== input.revision) throw new AppError("conflict", { reason: "changed_meanwhile" });
    if (before.status !== "active" && before.status !== "paused")
      throw new AppError("refused", { reason: "schedule_over" });
    const method = await openChargeableMethod(ctx, tx, input.methodId);
    if (method.payerId !== before.payerId || method.accountId !== before.accountId)
      throw new AppError("invalid_input", { fields: [{ path: "methodId", message: "method_of_other_account" }] });
    const { timeZone } = await getFirm(ctx, tx);
    const now = ctx.clock.now();
    const isPast = terms.startDate < dateInZone(now, timeZone) || terms.startDate <= (before.lastDate ?? "");
    if (isPast) throw new AppError("invalid_input", { fields: [{ path: "startDate", message: "date_past" }] });
    const progress = { takenRuns: 0, takenCents: 0, lastDate: before.lastDate, skips: [] };
    const next = nextColumns(terms, progress, { timeZone, now, startedOn: null });
    if (next.status === "ended")
      throw new AppError("invalid_input", { fields: [{ path: "endDate", message: "plan_has_no_run" }] });
    const isPaused = before.status === "paused";
    const [after] = await tx
      .update(schedules)
      .set({
        ...{ name: input.name, methodId: method.id, ...terms, ...progress, ...next },
        ...(isPaused && { status: "paused" as const, nextAt: null, remindAt: null }),
        revision: before.revision + 1,
      })
      .where(scheduleIs(ctx, before.id))
      .returning();
    invariant(after, "an updated schedule comes back");
    const payer = await readPayer(ctx, tx, before.payerId);
    const { authorizedBy, authorizedHow } = input;
    await keepMandate(ctx, tx, { schedule: after, payer, method, leave: { authorizedBy, authorizedHow } });
    const detail = {
      before: JSON.stringify({ ...termsOf(before), methodId: before.methodId }),
      after: JSON.stringify({ ...terms, methodId: method.id }),
    };
    await logScheduleEvent(ctx, tx, { scheduleId: before.id }, "changed", detail);
    await appendAudit(ctx, tx, { action: "schedule.changed", objectType: "schedule", objectId: before.id, detail });
    return { scheduleId: before.id };
  });
}
