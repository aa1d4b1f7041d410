import { eventEndpoints } from "@/db/schema/event-endpoints";
import { clearAlerts } from "@/lib/alerts/clear-alerts";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { endpointIs, lockEndpoint } from "./internal/load";
import type { SetEndpointOnInput } from "./schemas";

/** Switches an endpoint off, or on again. What happens while it is off is not told it later. @throws AppError forbidden, not_found (endpoint_unknown) */
export async function setEndpointOn(ctx: Ctx, { endpointId, isOn }: SetEndpointOnInput): Promise<{ changed: boolean }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const { offAt } = await lockEndpoint(ctx, tx, endpointId);
    if ((offAt === null) === isOn) return { changed: false };
    const off = isOn
      ? { offAt: null, offReason: "" as const, failingSince: null }
      : { offAt: ctx.clock.now(), offReason: "person" as const };
    await tx.update(eventEndpoints).set(off).where(endpointIs(ctx, endpointId));
    await clearAlerts(ctx, tx, { objectType: "event_endpoint", objectId: endpointId, kinds: ["endpoint_off"] });
    const object = { objectType: "event_endpoint", objectId: endpointId } as const;
    await appendAudit(ctx, tx, { ...object, action: isOn ? "event_endpoint.on" : "event_endpoint.off" });
    return { changed: true };
  });
}
