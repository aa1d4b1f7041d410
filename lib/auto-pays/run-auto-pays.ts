import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { autoPayRuns } from "@/db/schema/auto-pays";
import { isConnectOn } from "@/lib/connect-settings/is-connect-on";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { inFirm } from "@/lib/platform/tx";
import { runIs } from "./internal/load";
import { makeRun, type RunOutcome } from "./internal/make-run";
import { openDueRuns } from "./internal/open-due-runs";
import type { RunKey } from "./model";
import { noticeRuns } from "./notice-runs";

const BATCH = 5;
/** Longer than a batch takes whose every call waits for its limit; after it another process may take the runs. */
const LEASE_MS = 10 * 60_000;

const COUNTED: Record<RunOutcome, "done" | "failed" | "remaining"> = {
  paid: "done",
  nothing_due: "done",
  gone: "done",
  declined: "failed",
  failed: "failed",
  waiting: "remaining",
  open: "remaining",
};

/**
 * Does what is due of a firm's Auto-Pays. Safe to call twice, at once, late, or never for two days: a day has one run, a run one claim.
 */
export async function runAutoPays(ctx: Ctx): Promise<CronResult> {
  const result: CronResult = { examined: 0, done: 0, failed: 0, remaining: 0 };
  if (!(await isConnectOn(ctx))) return result;
  await openDueRuns(ctx);
  // What falls due while this runs is left to the next call, so that an outage cannot keep one going.
  const startedAt = ctx.clock.now();
  for (;;) {
    const due = await leaseDue(ctx, startedAt);
    if (due.length === 0) break;
    for (const key of due) {
      result.examined += 1;
      try {
        result[COUNTED[await makeRun(ctx, key)]] += 1;
      } catch (error) {
        // The lease keeps it from coming again at once; whoever takes it after that begins anew.
        result.failed += 1;
        log().error({ err: error, ...key }, "an auto-pay run broke off");
      }
    }
  }
  await noticeRuns(ctx);
  return result;
}

/** Takes runs for this process; SKIP LOCKED and the lease let several share the work. */
async function leaseDue(ctx: Ctx, dueBy: Date): Promise<RunKey[]> {
  const now = ctx.clock.now();
  return inFirm(ctx, async (tx) => {
    const rows = await tx
      .select()
      .from(autoPayRuns)
      .where(
        and(
          eq(autoPayRuns.firmId, ctx.firmId),
          lte(autoPayRuns.nextTryAt, dueBy),
          or(isNull(autoPayRuns.leasedUntil), lte(autoPayRuns.leasedUntil, now)),
        ),
      )
      .orderBy(asc(autoPayRuns.nextTryAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    const leasedUntil = new Date(now.getTime() + LEASE_MS);
    for (const row of rows) await tx.update(autoPayRuns).set({ leasedUntil }).where(runIs(ctx, row));
    return rows.map(({ autoPayId, runOn, round }) => ({ autoPayId, runOn, round }));
  });
}
