import { and, eq } from "drizzle-orm";
import { autoPayRuns, autoPays } from "@/db/schema/auto-pays";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { autoPayIs, type StoredAutoPay } from "./load";
import { writeEvent } from "./write-event";

type Change = Partial<Pick<StoredAutoPay, "status" | "endReason" | "startedOn" | "startDate" | "nextRunOn" | "nextAt">>;

/** One move by a person, with its line in the history and in the audit. */
export async function moveByHand(
  ctx: Ctx,
  tx: Tx,
  autoPay: StoredAutoPay,
  {
    kind,
    change,
    detail,
  }: { kind: "paused" | "resumed" | "cancelled" | "renewed"; change: Change; detail?: Record<string, string> },
): Promise<void> {
  await tx
    .update(autoPays)
    .set({ ...change, revision: autoPay.revision + 1 })
    .where(autoPayIs(ctx, autoPay.id));
  await writeEvent(ctx, tx, { autoPayId: autoPay.id, kind, detail });
  await appendAudit(ctx, tx, {
    action: `auto_pay.${kind}`,
    objectType: "payer",
    objectId: autoPay.payerId,
    detail: { autoPayId: autoPay.id, ...detail },
  });
}

/** Runs that were to be tried again are left out; what is at the gateway goes its way. */
export async function skipOpenRuns(
  ctx: Ctx,
  tx: Tx,
  autoPayId: string,
  reason: "stopped" | "superseded",
): Promise<void> {
  const skipped = await tx
    .update(autoPayRuns)
    .set({ status: "skipped", reason, nextTryAt: null, leasedUntil: null, finishedAt: ctx.clock.now() })
    .where(
      and(eq(autoPayRuns.firmId, ctx.firmId), eq(autoPayRuns.autoPayId, autoPayId), eq(autoPayRuns.status, "open")),
    )
    .returning({ runOn: autoPayRuns.runOn });
  for (const { runOn } of skipped)
    await writeEvent(ctx, tx, { autoPayId, runOn, kind: "run_skipped", detail: { reason } });
}

export async function clearFailure(ctx: Ctx, tx: Tx, autoPayId: string): Promise<void> {
  await clearAlerts(ctx, tx, { objectType: "auto_pay", objectId: autoPayId, kinds: ["auto_pay_failed"] });
}
