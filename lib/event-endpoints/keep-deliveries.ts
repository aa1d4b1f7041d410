import { and, eq, lte, ne } from "drizzle-orm";
import { eventDeliveries as d } from "@/db/schema/event-endpoints";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { KEPT_DELIVERIES_DAYS } from "./model";

const LATE_MS = 5 * 60_000;
const DAY_MS = 86_400_000;
const BATCH = 500;

/** Finds calls whose job died with its process, and forgets what was done with long ago. */
export async function keepDeliveries(ctx: Ctx): Promise<CronResult> {
  const now = ctx.clock.now().getTime();
  return inFirm(ctx, async (tx) => {
    const late = await tx
      .select({ id: d.id })
      .from(d)
      .where(and(eq(d.firmId, ctx.firmId), eq(d.status, "waiting"), lte(d.nextTryAt, new Date(now - LATE_MS))))
      .limit(BATCH);
    const jobs = late.map(({ id }) => ({
      payload: { firmId: ctx.firmId, deliveryId: id },
      key: `event:${id}:late:${Math.floor(now / LATE_MS)}`,
    }));
    if (jobs.length > 0) await enqueueJobs(tx, "deliver-event", jobs, 12, { givesWay: true });
    const oldest = new Date(now - KEPT_DELIVERIES_DAYS * DAY_MS);
    await tx.delete(d).where(and(eq(d.firmId, ctx.firmId), ne(d.status, "waiting"), lte(d.createdAt, oldest)));
    return { examined: late.length, done: late.length, failed: 0, remaining: 0 };
  });
}
