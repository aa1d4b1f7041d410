import { and, eq } from "drizzle-orm";
import { paymentMethods } from "@/db/schema/methods";
import { payers } from "@/db/schema/payers";
import { scheduleRuns, schedules } from "@/db/schema/schedules";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { idIn, loadAccount, mailFirmOf } from "./parts";

/** What all mails about a schedule say of it. */
export async function loadSchedule(ctx: Ctx, tx: Tx, payload: Record<string, string>) {
  const [row] = await tx
    .select({ schedule: schedules, payer: payers, method: paymentMethods })
    .from(schedules)
    .innerJoin(payers, and(eq(payers.firmId, schedules.firmId), eq(payers.id, schedules.payerId)))
    .innerJoin(
      paymentMethods,
      and(eq(paymentMethods.firmId, schedules.firmId), eq(paymentMethods.id, schedules.methodId)),
    )
    .where(and(eq(schedules.firmId, ctx.firmId), eq(schedules.id, idIn(payload, "scheduleId"))));
  if (!row) throw new AppError("not_found", { reason: "schedule_unknown" });
  const account = await loadAccount(ctx, tx, row.schedule.accountId);
  const { kind, brand, last4 } = row.method;
  return {
    schedule: row.schedule,
    facts: {
      firm: mailFirmOf(await getFirm(ctx, tx)),
      payerName: row.payer.name,
      name: row.schedule.name,
      method: { kind, brand, last4 },
      accountKind: account.kind,
      isTest: account.isTest,
    },
  };
}

export async function loadRun(ctx: Ctx, tx: Tx, scheduleId: string, period: string) {
  const [row] = await tx
    .select()
    .from(scheduleRuns)
    .where(
      and(
        eq(scheduleRuns.firmId, ctx.firmId),
        eq(scheduleRuns.scheduleId, scheduleId),
        eq(scheduleRuns.period, period),
      ),
    );
  return row ?? null;
}
