import { and, eq, lt } from "drizzle-orm";
import { connectionNonces, connectionRequests } from "@/db/schema/connections";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { CLOCK_TOLERANCE_SECONDS } from "./model";

/** Of a request after nobody waits for it any more. Until then its answer is still taken, for whoever looks into a slow service. */
const KEEP_REQUESTS_MS = 10 * 60_000;
/** A call is refused for its time from then on, so that its nonce is of no more use. */
const KEEP_NONCES_MS = 2 * CLOCK_TOLERANCE_SECONDS * 1000;

/** Due work: drops what the line leaves behind. Requests that were answered in time are gone already. */
export async function removeOldRequests(ctx: Ctx): Promise<CronResult> {
  const before = (ms: number) => new Date(ctx.clock.now().getTime() - ms);
  const gone = await inFirm(ctx, async (tx) => {
    const requests = await tx
      .delete(connectionRequests)
      .where(
        and(eq(connectionRequests.firmId, ctx.firmId), lt(connectionRequests.expiresAt, before(KEEP_REQUESTS_MS))),
      );
    const nonces = await tx
      .delete(connectionNonces)
      .where(and(eq(connectionNonces.firmId, ctx.firmId), lt(connectionNonces.at, before(KEEP_NONCES_MS))));
    return (requests.rowCount ?? 0) + (nonces.rowCount ?? 0);
  });
  return { examined: gone, done: gone, failed: 0, remaining: 0 };
}
