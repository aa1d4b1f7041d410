import { scheduleEvents } from "@/db/schema/schedules";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";

/** One line of a schedule's history, in the transaction of what happened. */
export async function logScheduleEvent(
  ctx: Ctx,
  tx: Tx,
  of: { scheduleId: string; period?: string },
  kind: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx.insert(scheduleEvents).values({
    firmId: ctx.firmId,
    scheduleId: of.scheduleId,
    period: of.period ?? null,
    kind,
    actor: actorName(ctx.actor),
    detail,
    at: ctx.clock.now(),
  });
}
