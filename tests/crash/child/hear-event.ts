import { and, eq } from "drizzle-orm";
import { webhookEvents } from "@/db/schema/webhooks";
import { gatewayOf } from "@/lib/gateways/registry";
import type { WebhookEvent } from "@/lib/gateways/webhook-protocol";
import { followPayment } from "@/lib/payments/follow-payment";
import { AppError } from "@/lib/platform/errors";
import { systemContext } from "@/lib/platform/make-context";
import { inFirm } from "@/lib/platform/tx";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import type { Told } from "../model";
import { WEBHOOK_SECRET } from "../stripe-keys";
import type { Till } from "./pay-once";

/** What the route for webhooks does, and the job that it adds: store the event, then look at its payment again. */
export async function hearEvent(till: Till, told: Told): Promise<void> {
  const event = told.kind === "sandbox" ? told.event : await readStripeEvent(till, told);
  if (!event) return;
  if ((await receiveWebhook(told.kind, event)) !== "stored") return;
  const ctx = systemContext(till.firmId, "webhook", till.clock);
  const [stored] = await inFirm(ctx, (tx) =>
    tx
      .select({ paymentId: webhookEvents.reference })
      .from(webhookEvents)
      .where(and(eq(webhookEvents.firmId, ctx.firmId), eq(webhookEvents.eventId, event.eventId))),
  );
  if (!stored) return;
  // Tried again by the job when the gateway does not answer; here, what nobody tells again is found by reconciliation.
  await followPayment(ctx, stored.paymentId).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === "upstream_unavailable")) throw error;
  });
}

async function readStripeEvent(
  { firmId, clock }: Till,
  { rawBody, accountId }: Extract<Told, { kind: "stripe" }>,
): Promise<WebhookEvent | null> {
  const { default: Stripe } = await import("stripe");
  const timestamp = Math.floor(clock.now().getTime() / 1_000);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret: WEBHOOK_SECRET, timestamp });
  return gatewayOf("stripe", systemContext(firmId, "webhook", clock)).readWebhook({
    rawBody,
    accountId,
    header: (name) => (name === "stripe-signature" ? signature : null),
    secrets: [WEBHOOK_SECRET],
  });
}
