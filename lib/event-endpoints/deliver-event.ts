import { and, eq, lte } from "drizzle-orm";
import { eventDeliveries as d, eventEndpoints } from "@/db/schema/event-endpoints";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import { appendAudit } from "@/lib/audit/append-audit";
import { enqueueJobs } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import { inFirm, type Tx } from "@/lib/platform/tx";
import { type Call, callEndpoint } from "./internal/call-endpoint";
import { allowsLocalCalls, endpointIs, type StoredEndpoint } from "./internal/load";
import { type CallResult, OFF_AFTER_MS } from "./model";
import { nextEventTryMs } from "./rules";
import { openEndpointSecret, signEvent } from "./sign-event";

/** Longer than a call takes; afterwards another process may call. */
const LEASE_MS = 60_000;

type Delivery = typeof d.$inferSelect;
type Leased = { delivery: Delivery; endpoint: StoredEndpoint };

/**
 * Calls an endpoint once, outside any transaction, and writes down what came of it; where it was not taken, the next try has its own job.
 * A crash in between leads to the same call again: a receiver knows it by the event's id.
 */
export async function deliverEvent(
  ctx: Ctx,
  deliveryId: string,
  call: (call: Call) => Promise<CallResult> = callEndpoint,
): Promise<"taken" | "failed" | "nothing"> {
  const leased = await inFirm(ctx, (tx) => lease(ctx, tx, deliveryId));
  if (!leased) return "nothing";
  const { delivery, endpoint } = leased;
  const secret = openEndpointSecret(ctx.firmId, endpoint.id, endpoint.secretSealed);
  const result = await call({
    url: endpoint.url,
    body: delivery.body,
    allowsLocal: allowsLocalCalls(),
    headers: {
      "user-agent": "Docketpay-Events/1",
      "docketpay-event": delivery.eventId,
      "docketpay-signature": signEvent(secret, delivery.body, ctx.clock.now()),
    },
  });
  await inFirm(ctx, (tx) => record(ctx, tx, leased, result));
  return result.isTaken ? "taken" : "failed";
}

async function lease(ctx: Ctx, tx: Tx, deliveryId: string): Promise<Leased | null> {
  const now = ctx.clock.now();
  const isIt = and(eq(d.firmId, ctx.firmId), eq(d.id, deliveryId));
  const [delivery] = await tx
    .select()
    .from(d)
    .where(and(isIt, eq(d.status, "waiting"), lte(d.nextTryAt, now)))
    .for("update");
  if (!delivery) return null;
  const [endpoint] = await tx.select().from(eventEndpoints).where(endpointIs(ctx, delivery.endpointId));
  if (!endpoint || endpoint.offAt) {
    await tx.update(d).set({ status: "given_up", lastError: "endpoint_off", nextTryAt: null }).where(isIt);
    return null;
  }
  const tries = delivery.tries + 1;
  await tx
    .update(d)
    .set({ tries, lastTryAt: now, nextTryAt: new Date(now.getTime() + LEASE_MS) })
    .where(isIt);
  return { delivery: { ...delivery, tries }, endpoint };
}

async function record(ctx: Ctx, tx: Tx, { delivery, endpoint }: Leased, result: CallResult): Promise<void> {
  const now = ctx.clock.now();
  const isIt = and(eq(d.firmId, ctx.firmId), eq(d.id, delivery.id));
  const said = { lastStatus: result.status, lastError: result.error };
  const waitMs = result.isTaken ? null : nextEventTryMs(delivery.tries);
  const nextTryAt = waitMs === null ? null : new Date(now.getTime() + waitMs);
  const failed = nextTryAt ? "waiting" : "given_up";
  const status = result.isTaken ? "taken" : failed;
  await tx
    .update(d)
    .set({ ...said, status, nextTryAt })
    .where(isIt);
  if (nextTryAt) {
    const payload = { firmId: ctx.firmId, deliveryId: delivery.id };
    const job = { payload, key: `event:${delivery.id}:${delivery.tries}` };
    await enqueueJobs(tx, "deliver-event", [job], 12, { givesWay: true, notBefore: nextTryAt });
  }
  await markEndpoint(ctx, tx, endpoint.id, result.isTaken);
}

/** What has taken nothing for three days is switched off, so that nobody is called for ever; the alert says so. */
async function markEndpoint(ctx: Ctx, tx: Tx, endpointId: string, isTaken: boolean): Promise<void> {
  const [endpoint] = await tx.select().from(eventEndpoints).where(endpointIs(ctx, endpointId)).for("update");
  if (!endpoint || endpoint.offAt) return;
  const now = ctx.clock.now();
  const failingSince = isTaken ? null : (endpoint.failingSince ?? now);
  const isOver = failingSince !== null && now.getTime() - failingSince.getTime() >= OFF_AFTER_MS;
  const off = isOver ? { offAt: now, offReason: "failing" as const } : {};
  if (failingSince?.getTime() === endpoint.failingSince?.getTime() && !isOver) return;
  await tx
    .update(eventEndpoints)
    .set({ failingSince, ...off })
    .where(endpointIs(ctx, endpointId));
  if (!isOver) return;
  const subject = { objectType: "event_endpoint", objectId: endpointId } as const;
  await raiseAlert(ctx, tx, { ...subject, kind: "endpoint_off", accountId: null, detail: { address: endpoint.url } });
  await appendAudit(ctx, tx, { ...subject, action: "event_endpoint.off", detail: { reason: "failing" } });
}
