import { eventEndpoints } from "@/db/schema/event-endpoints";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { endpointIs, lockEndpoint } from "./internal/load";
import type { EndpointIdInput } from "./schemas";

/** Takes an endpoint away; its calls stay in the log. @throws AppError forbidden, not_found (endpoint_unknown) */
export async function removeEndpoint(ctx: Ctx, { endpointId }: EndpointIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const { url } = await lockEndpoint(ctx, tx, endpointId);
    await tx.update(eventEndpoints).set({ removedAt: ctx.clock.now() }).where(endpointIs(ctx, endpointId));
    const object = { objectType: "event_endpoint", objectId: endpointId } as const;
    await clearAlerts(ctx, tx, { ...object, kinds: ["endpoint_off"] });
    await appendAudit(ctx, tx, { ...object, action: "event_endpoint.remove", detail: { url } });
    return { id: endpointId };
  });
}
