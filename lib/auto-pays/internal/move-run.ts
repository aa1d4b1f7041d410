import { autoPayRuns } from "@/db/schema/auto-pays";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { notifyStaff } from "@/lib/notifications/notify-staff";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { FailReason } from "../model";
import { isPayersToMend, noticeReasonOf } from "../rules";
import { endAutoPay } from "./end-auto-pay";
import { runIs, type StoredAutoPay, type StoredRun } from "./load";
import { mailFailedRun } from "./mail-payer";
import { clearFailure } from "./move-state";
import { writeEvent } from "./write-event";

type Both = { autoPay: StoredAutoPay; run: StoredRun };
type RunChange = Partial<Omit<StoredRun, "firmId" | "autoPayId" | "runOn">>;

/** Both rows are locked by whoever calls. */
export async function setRun(ctx: Ctx, tx: Tx, { run }: Both, change: RunChange): Promise<void> {
  await tx.update(autoPayRuns).set(change).where(runIs(ctx, run));
}

/** A run that is over: nobody looks at it again by itself. */
export async function closeRun(
  ctx: Ctx,
  tx: Tx,
  both: Both,
  change: RunChange & { status: "paid" | "nothing_due" | "failed" | "skipped" },
): Promise<void> {
  await setRun(ctx, tx, both, { nextTryAt: null, leasedUntil: null, finishedAt: ctx.clock.now(), ...change });
  const { autoPay } = both;
  if (change.status === "paid" || change.status === "nothing_due") await clearFailure(ctx, tx, autoPay.id);
  if (autoPay.status === "active" && autoPay.frequency === "single") await endAutoPay(ctx, tx, autoPay, "single_run");
}

/** The run was not paid and will not be tried again by itself: told, with the reason. */
export async function failRun(
  ctx: Ctx,
  tx: Tx,
  both: Both,
  reason: FailReason,
  detail: Record<string, string> = {},
): Promise<void> {
  const { autoPay, run } = both;
  await closeRun(ctx, tx, both, { status: "failed", reason });
  await writeEvent(ctx, tx, {
    autoPayId: autoPay.id,
    runOn: run.runOn,
    kind: "run_failed",
    detail: { reason, ...detail },
  });
  await tellFailure(ctx, tx, both, { reason, ...detail });
}

/** The alert of a run that needs somebody, which goes away with the next run that ends well, and a mail to the payer who can mend it. */
export async function tellFailure(
  ctx: Ctx,
  tx: Tx,
  { autoPay, run }: Both,
  detail: Record<string, string>,
): Promise<void> {
  const { id, accountId, payerId, name, currency } = autoPay;
  await raiseAlert(ctx, tx, {
    ...{ kind: "auto_pay_failed", objectType: "auto_pay", objectId: id, accountId },
    detail: { name, payerId, runOn: run.runOn, ...detail },
  });
  await notifyStaff(ctx, tx, {
    ...{ event: "auto_pay_failed", runId: `${id}:${run.runOn}`, accountId, payerId, name, currency },
    amountCents: detail.amountCents ? Number(detail.amountCents) : null,
    reason: noticeReasonOf(detail),
    path: `/staff/payers/${payerId}/auto-pays/${id}`,
  });
  if (isPayersToMend(detail.reason ?? ""))
    await mailFailedRun(ctx, tx, { autoPay, run, retryOn: detail.retryOn ?? "" });
}
