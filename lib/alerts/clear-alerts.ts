import { and, eq, inArray, isNull } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { actorName, type Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { AlertKind, AlertSubject } from "./model";

/** Closes the open alerts of an object because their cause is gone, in the transaction in which it went. */
export async function clearAlerts(
  ctx: Ctx,
  tx: Tx,
  subject: AlertSubject & { kinds: readonly AlertKind[] },
): Promise<void> {
  await tx
    .update(alerts)
    .set({ closedAt: ctx.clock.now(), closedBy: actorName(ctx.actor) })
    .where(
      and(
        eq(alerts.firmId, ctx.firmId),
        eq(alerts.objectType, subject.objectType),
        eq(alerts.objectId, subject.objectId),
        inArray(alerts.kind, [...subject.kinds]),
        isNull(alerts.closedAt),
      ),
    );
}
