import { and, eq, isNull } from "drizzle-orm";
import { alerts } from "@/db/schema/alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { isAlertKind, permissionToResolve } from "./rules";
import type { CloseAlertInput } from "./schemas";

/**
 * Closes an alert by hand, with a note of what was done. Its cause stays as it is.
 * @throws AppError forbidden, not_found (alert_unknown), conflict (alert_closed), refused (alert_by_cause)
 */
export async function closeAlert(ctx: Ctx, input: CloseAlertInput): Promise<{ alertId: string }> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    const own = and(eq(alerts.firmId, ctx.firmId), eq(alerts.id, input.alertId));
    const [alert] = await tx.select().from(alerts).where(own).for("update");
    if (!alert || !isAlertKind(alert.kind)) throw new AppError("not_found", { reason: "alert_unknown" });
    if (alert.accountId) requireAccount(ctx, alert.accountId);
    const permission = permissionToResolve(alert.kind);
    if (!permission) throw new AppError("refused", { reason: "alert_by_cause" });
    requirePermission(ctx, permission);
    const closed = await tx
      .update(alerts)
      .set({ closedAt: ctx.clock.now(), closedBy: actorName(ctx.actor), note: input.note })
      .where(and(own, isNull(alerts.closedAt)))
      .returning({ id: alerts.id });
    if (closed.length === 0) throw new AppError("conflict", { reason: "alert_closed" });
    await appendAudit(ctx, tx, {
      action: "alert.closed",
      objectType: alert.objectType,
      objectId: alert.objectId,
      detail: { alertId: alert.id, kind: alert.kind, note: input.note },
    });
    return { alertId: alert.id };
  });
}
