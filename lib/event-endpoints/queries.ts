import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { eventDeliveries as d, eventEndpoints as e } from "@/db/schema/event-endpoints";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { EventDelivery, EventEndpoint } from "./model";
import { isEventType } from "./rules";

const SHOWN = 50;

/** The firm's endpoints, oldest first. @throws AppError forbidden */
export async function listEndpoints(ctx: Ctx): Promise<EventEndpoint[]> {
  requirePermission(ctx, "settings.manage");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select()
      .from(e)
      .where(and(eq(e.firmId, ctx.firmId), isNull(e.removedAt)))
      .orderBy(asc(e.createdAt), asc(e.id)),
  );
  return rows.map(({ id, url, events, failingSince, offAt, offReason }) => ({
    ...{ id, url, failingSince, events: events.filter(isEventType) },
    off: offAt && offReason !== "" ? { at: offAt, reason: offReason } : null,
  }));
}

/** The newest fifty calls, with what became of them. @throws AppError forbidden */
export async function listDeliveries(ctx: Ctx): Promise<EventDelivery[]> {
  requirePermission(ctx, "settings.manage");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select({ delivery: d, url: e.url, offAt: e.offAt, removedAt: e.removedAt })
      .from(d)
      .innerJoin(e, and(eq(e.firmId, d.firmId), eq(e.id, d.endpointId)))
      .where(eq(d.firmId, ctx.firmId))
      .orderBy(desc(d.createdAt), desc(d.id))
      .limit(SHOWN),
  );
  return rows.map(
    ({ delivery: { id, type, objectId, status, tries, lastStatus, lastError, createdAt, nextTryAt }, ...of }) => ({
      ...{ id, type, objectId, status, tries, lastStatus, lastError, createdAt, nextTryAt },
      url: of.url,
      mayRepeat: of.offAt === null && of.removedAt === null,
    }),
  );
}
