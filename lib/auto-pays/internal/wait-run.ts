import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { RunKey, WaitReason } from "../model";
import { nextWaitMs } from "../rules";
import { lockAutoPay, lockRun } from "./load";
import { failRun, setRun } from "./move-run";
import { writeEvent } from "./write-event";

/**
 * Nothing is charged now: the run is tried again later this day, and fails with it. The history tells once why it waits.
 * @returns "failed" when the day is over
 */
export async function waitRun(ctx: Ctx, key: RunKey, reason: WaitReason): Promise<"waiting" | "failed" | "gone"> {
  return inFirm(ctx, async (tx) => {
    const autoPay = await lockAutoPay(ctx, tx, key.autoPayId);
    const run = await lockRun(ctx, tx, key);
    if (run?.status !== "open" || run.round !== key.round) return "gone";
    const now = ctx.clock.now().getTime();
    if (now >= run.waitsUntil.getTime()) {
      await failRun(ctx, tx, { autoPay, run }, reason);
      return "failed";
    }
    const nextTryAt = new Date(Math.min(now + nextWaitMs(run.waits), run.waitsUntil.getTime()));
    await setRun(ctx, tx, { autoPay, run }, { nextTryAt, leasedUntil: null, waits: run.waits + 1, reason });
    const { autoPayId, runOn } = key;
    if (run.reason !== reason) await writeEvent(ctx, tx, { autoPayId, runOn, kind: "run_waits", detail: { reason } });
    return "waiting";
  });
}
