import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { findConnectionInUse } from "./find-connection-in-use";
import { findLastSeen } from "./internal/find-last-seen";
import { isLongLost } from "./rules";

/**
 * Due work: tells that the service of the matter system in use has not been heard of for five minutes, and that it is back. While the
 * module is off nobody is told.
 */
export async function noticeLostConnections(ctx: Ctx): Promise<CronResult> {
  return inFirm(ctx, async (tx) => {
    const used = await findConnectionInUse(ctx, tx);
    if (!used) return { examined: 0, done: 0, failed: 0, remaining: 0 };
    const { lastSeenAt, createdAt } = await findLastSeen(ctx, tx, used.id);
    const subject = { objectType: "connection", objectId: used.id } as const;
    const isLost = isLongLost(lastSeenAt ?? createdAt, ctx.clock.now());
    if (isLost) {
      const detail = { name: used.name, since: (lastSeenAt ?? createdAt).toISOString() };
      await raiseAlert(ctx, tx, { ...subject, kind: "connector_down", accountId: null, detail });
    } else {
      await clearAlerts(ctx, tx, { ...subject, kinds: ["connector_down"] });
    }
    return { examined: 1, done: isLost ? 0 : 1, failed: 0, remaining: isLost ? 1 : 0 };
  });
}
