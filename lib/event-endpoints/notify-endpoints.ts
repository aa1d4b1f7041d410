import { and, arrayOverlaps, eq, isNull } from "drizzle-orm";
import { eventDeliveries, eventEndpoints } from "@/db/schema/event-endpoints";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { EventType } from "./model";

export type ProgramEvent = {
  type: EventType;
  /** Ids, states and amounts only: names stay here, and are read through the API by who may. */
  data: Record<string, string | number>;
} & ({ paymentId: string } | { linkId: string });

/** Tells the firm's own programs of something, in the transaction of its cause: each endpoint that asked is called by a job of its own. */
export async function notifyEndpoints(ctx: Ctx, tx: Tx, event: ProgramEvent): Promise<void> {
  const { type, data } = event;
  const [about, objectId] =
    "paymentId" in event ? [{ paymentId: event.paymentId }, event.paymentId] : [{ linkId: event.linkId }, event.linkId];
  const endpoints = await tx
    .select({ id: eventEndpoints.id })
    .from(eventEndpoints)
    .where(
      and(
        eq(eventEndpoints.firmId, ctx.firmId),
        arrayOverlaps(eventEndpoints.events, [type]),
        isNull(eventEndpoints.offAt),
        isNull(eventEndpoints.removedAt),
      ),
    );
  if (endpoints.length === 0) return;
  const now = ctx.clock.now();
  const eventId = ctx.ids.next("evt");
  const body = JSON.stringify({ id: eventId, type, createdAt: now.toISOString(), data: { ...about, ...data } });
  const rows = endpoints.map(({ id: endpointId }) => ({
    ...{ firmId: ctx.firmId, id: ctx.ids.next("evd"), endpointId, eventId, type, objectId, body },
    ...{ createdAt: now, nextTryAt: now },
  }));
  await tx.insert(eventDeliveries).values(rows);
  const jobs = rows.map(({ id }) => ({ payload: { firmId: ctx.firmId, deliveryId: id }, key: `event:${id}` }));
  await enqueueJobs(tx, "deliver-event", jobs, 12, { givesWay: true });
}
