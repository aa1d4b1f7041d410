import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { webhookEvents } from "@/db/schema/webhooks";
import type { GatewayId } from "@/lib/gateways/port";
import type { WebhookEvent } from "@/lib/gateways/webhook-protocol";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm, type Tx } from "@/lib/platform/tx";

/**
 * Stores an authentic event once, by its id and by (object, type) while such a hint waits, and has its payment looked at again, in one
 * transaction. `unknown`: no firm of ours has that account, or that firm no such payment; `duplicate`: it says nothing new.
 */
export async function receiveWebhook(
  gateway: GatewayId,
  event: WebhookEvent,
): Promise<"stored" | "duplicate" | "unknown"> {
  const entry = await findInDirectory("gateway_account", event.accountKey);
  if (!entry) return "unknown";
  const ctx = systemContext(entry.firmId, "webhook");
  return inFirm(ctx, async (tx) => {
    const paymentId = await findSubject(ctx, tx, event);
    if (!paymentId) return "unknown";
    const added = await tx
      .insert(webhookEvents)
      .values({
        firmId: ctx.firmId,
        gateway,
        eventId: event.eventId,
        type: event.type,
        reference: paymentId,
        objectId: event.objectId,
        receivedAt: ctx.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ eventId: webhookEvents.eventId });
    if (added.length === 0) return "duplicate";
    // One key per payment: several waiting events about it are one look.
    await enqueueJob(tx, "follow-payment", { firmId: ctx.firmId, paymentId }, { key: `follow:${paymentId}` });
    return "stored";
  });
}

async function findSubject(ctx: Ctx, tx: Tx, { about }: WebhookEvent): Promise<string | null> {
  const isIt = "reference" in about ? eq(payments.id, about.reference) : eq(payments.gatewayRef, about.gatewayRef);
  const rows = await tx
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), isIt));
  return rows[0]?.id ?? null;
}
