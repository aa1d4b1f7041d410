import { and, eq, isNull } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { CronResult } from "@/lib/jobs/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { findConnectionInUse } from "./find-connection-in-use";
import { findLastSeen } from "./internal/find-last-seen";
import { isLongLost } from "./rules";

const KINDS = ["connector_down"] as const;

/**
 * Due work: tells that the service of the matter system in use has not been heard of for five minutes, and that it is back. Of a
 * connection that is not in use, or while the module is off, nobody is told.
 */
export async function noticeLostConnections(ctx: Ctx): Promise<CronResult> {
  return inFirm(ctx, async (tx) => {
    const used = await findConnectionInUse(ctx, tx);
    for (const id of await listAlarmed(ctx, tx))
      if (id !== used?.id) await clearAlerts(ctx, tx, { objectType: "connection", objectId: id, kinds: KINDS });
    if (!used) return { examined: 0, done: 0, failed: 0, remaining: 0 };
    const { lastSeenAt, createdAt } = await findLastSeen(ctx, tx, used.id);
    const subject = { objectType: "connection", objectId: used.id } as const;
    const isLost = isLongLost(lastSeenAt ?? createdAt, ctx.clock.now());
    if (isLost) {
      const detail = { name: used.name, since: (lastSeenAt ?? createdAt).toISOString() };
      await raiseAlert(ctx, tx, { ...subject, kind: "connector_down", accountId: null, detail });
    } else {
      await clearAlerts(ctx, tx, { ...subject, kinds: KINDS });
    }
    return { examined: 1, done: isLost ? 0 : 1, failed: 0, remaining: isLost ? 1 : 0 };
  });
}

async function listAlarmed(ctx: Ctx, tx: Tx): Promise<string[]> {
  const rows = await tx
    .select({ id: alerts.objectId })
    .from(alerts)
    .where(and(eq(alerts.firmId, ctx.firmId), eq(alerts.kind, "connector_down"), isNull(alerts.closedAt)));
  return rows.map(({ id }) => id);
}
