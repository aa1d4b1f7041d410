import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import { webhookEvents } from "@/db/schema/webhooks";
import type { GatewayId, WebhookEvent } from "@/lib/gateways/port";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { findInDirectory } from "@/lib/platform/directory";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";

/**
 * Stores an authentic event once and has its payment looked at again, in one transaction. `unknown`: no firm of ours has that account,
 * or that firm no such payment; `duplicate`: it came before.
 */
export async function receiveWebhook(
  gateway: GatewayId,
  event: WebhookEvent,
): Promise<"stored" | "duplicate" | "unknown"> {
  const entry = await findInDirectory("gateway_account", event.accountKey);
  if (!entry) return "unknown";
  const ctx = systemContext(entry.firmId, "webhook");
  return inFirm(ctx, async (tx) => {
    const known = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.id, event.reference)));
    if (known.length === 0) return "unknown";
    const added = await tx
      .insert(webhookEvents)
      .values({
        firmId: ctx.firmId,
        gateway,
        eventId: event.eventId,
        type: event.type,
        reference: event.reference,
        receivedAt: ctx.clock.now(),
      })
      .onConflictDoNothing()
      .returning({ eventId: webhookEvents.eventId });
    if (added.length === 0) return "duplicate";
    // One key per payment: several waiting events about it are one look.
    await enqueueJob(
      tx,
      "follow-payment",
      { firmId: ctx.firmId, paymentId: event.reference },
      { key: `follow:${event.reference}` },
    );
    return "stored";
  });
}
