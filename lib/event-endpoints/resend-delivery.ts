import { and, eq } from "drizzle-orm";
import { eventDeliveries as d, eventEndpoints } from "@/db/schema/event-endpoints";
import { appendAudit } from "@/lib/audit/append-audit";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { endpointIs } from "./internal/load";
import type { DeliveryIdInput } from "./schemas";

/**
 * Calls the endpoint with the same event once more, whatever became of it before; its tries begin anew.
 * @throws AppError forbidden, not_found (delivery_unknown), refused (endpoint_off)
 */
export async function resendDelivery(ctx: Ctx, { deliveryId }: DeliveryIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const isIt = and(eq(d.firmId, ctx.firmId), eq(d.id, deliveryId));
    const [delivery] = await tx.select().from(d).where(isIt).for("update");
    if (!delivery) throw new AppError("not_found", { reason: "delivery_unknown" });
    const [endpoint] = await tx.select().from(eventEndpoints).where(endpointIs(ctx, delivery.endpointId));
    if (!endpoint || endpoint.offAt) throw new AppError("refused", { reason: "endpoint_off" });
    const now = ctx.clock.now();
    await tx.update(d).set({ status: "waiting", tries: 0, nextTryAt: now }).where(isIt);
    const key = `event:${deliveryId}:again:${now.getTime()}`;
    await enqueueJob(tx, "deliver-event", { firmId: ctx.firmId, deliveryId }, { key });
    const object = { objectType: "event_endpoint", objectId: endpoint.id } as const;
    const { eventId } = delivery;
    await appendAudit(ctx, tx, { ...object, action: "event_endpoint.repeat", detail: { deliveryId, eventId } });
    return { id: deliveryId };
  });
}
