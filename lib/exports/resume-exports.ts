import { and, asc, eq, inArray, isNull, lte, notInArray, or } from "drizzle-orm";
import { exports } from "@/db/schema/exports";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { exportIs } from "./internal/load";
import { DAY_MS, enqueueExportJob } from "./internal/queue-export";
import { KEPT_DAYS } from "./model";

const BATCH = 50;
/** A job that a live worker would have begun long ago. */
const NEVER_BEGUN_MS = 5 * 60_000;
/** What has not come to an end in a day does not come to one. */
const GIVEN_UP_MS = DAY_MS;

/**
 * Gives exports another job whose own died with its process, gives up those that no process gets to an end, and drops the files whose
 * days are over.
 */
export async function resumeExports(ctx: Ctx): Promise<CronResult> {
  const now = ctx.clock.now();
  // Until an export has ended, this is its order's time and the days for which files are kept.
  const ordered = (ms: number) => new Date(now.getTime() - ms + KEPT_DAYS * DAY_MS);
  return inFirm(ctx, async (tx) => {
    const lost = await tx
      .select({ id: exports.id, expiresAt: exports.expiresAt })
      .from(exports)
      .where(
        and(
          eq(exports.firmId, ctx.firmId),
          or(
            and(eq(exports.status, "running"), lte(exports.leasedUntil, now)),
            and(
              eq(exports.status, "queued"),
              isNull(exports.leasedUntil),
              lte(exports.expiresAt, ordered(NEVER_BEGUN_MS)),
            ),
          ),
        ),
      )
      .orderBy(asc(exports.expiresAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    let failed = 0;
    for (const { id, expiresAt } of lost) {
      if (expiresAt > ordered(GIVEN_UP_MS)) {
        await enqueueExportJob(ctx, tx, id);
        continue;
      }
      failed += 1;
      const end = { status: "failed" as const, failure: "given_up", finishedAt: now, leasedUntil: null };
      await tx.update(exports).set(end).where(exportIs(ctx, id));
    }
    const dropped = await dropExpired(ctx, tx, now);
    return { examined: lost.length + dropped, done: lost.length - failed + dropped, failed, remaining: 0 };
  });
}

async function dropExpired(ctx: Ctx, tx: Tx, now: Date): Promise<number> {
  const expired = await tx
    .select({ id: exports.id })
    .from(exports)
    .where(
      and(
        eq(exports.firmId, ctx.firmId),
        lte(exports.expiresAt, now),
        notInArray(exports.status, ["queued", "running"]),
      ),
    )
    .limit(BATCH)
    .for("update", { skipLocked: true });
  const ids = expired.map(({ id }) => id);
  // Its parts go with it.
  if (ids.length > 0) await tx.delete(exports).where(and(eq(exports.firmId, ctx.firmId), inArray(exports.id, ids)));
  return ids.length;
}
