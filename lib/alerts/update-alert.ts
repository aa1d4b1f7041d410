import { and, eq, isNull } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { type NewAlert, raiseAlert } from "./raise-alert";

/** Raises an alert, or says anew what an open one is about: its cause grew or shrank. */
export async function updateAlert(ctx: Ctx, tx: Tx, alert: NewAlert): Promise<void> {
  await raiseAlert(ctx, tx, alert);
  await tx
    .update(alerts)
    .set({ detail: alert.detail })
    .where(
      and(
        eq(alerts.firmId, ctx.firmId),
        eq(alerts.kind, alert.kind),
        eq(alerts.objectType, alert.objectType),
        eq(alerts.objectId, alert.objectId),
        isNull(alerts.closedAt),
      ),
    );
}
