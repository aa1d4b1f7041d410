import type Stripe from "stripe";
import type { WebhookEvent, WebhookRequest } from "../../webhook-protocol";
import type { StripeParts } from "./client";

/** As Stripe's own libraries have it: older events may be replays. */
const TOLERANCE_SECONDS = 300;

type Subject = {
  id: string;
  metadata?: Record<string, string> | null;
  payment_intent?: string | { id: string } | null;
};

/** Null unless one of the secrets signed it within the last minutes, and it is about a payment. */
export async function readWebhook(parts: StripeParts, request: WebhookRequest): Promise<WebhookEvent | null> {
  const event = await verify(parts, request);
  if (!event) return null;
  const object = event.data.object as unknown as Subject;
  const about = subjectOf(event.type, object);
  if (!about) return null;
  return {
    eventId: event.id,
    type: event.type,
    accountKey: `stripe:${request.accountId || (object.metadata?.account ?? "")}`,
    about,
    objectId: object.id,
  };
}

async function verify(parts: StripeParts, request: WebhookRequest): Promise<Stripe.Event | null> {
  const signature = request.header("stripe-signature");
  const secrets = request.secrets.length > 0 ? request.secrets : [parts.defaults.webhookSecret];
  if (!signature) return null;
  const { default: Sdk } = await import("stripe");
  for (const secret of secrets.filter((one) => one !== "")) {
    try {
      const at = parts.clock.now().getTime();
      return Sdk.webhooks.constructEvent(request.rawBody, signature, secret, TOLERANCE_SECONDS, undefined, at);
    } catch {
      // The next secret may be the one; while a secret is rolled there are two.
    }
  }
  return null;
}

/** Disputes and refunds carry no reference of the payment, but name it. */
function subjectOf(type: string, object: Subject): WebhookEvent["about"] | null {
  if (type.startsWith("payment_intent."))
    return object.metadata?.reference ? { reference: object.metadata.reference } : { gatewayRef: object.id };
  if (!type.startsWith("charge.") && !type.startsWith("refund.")) return null;
  const intent = object.payment_intent;
  const gatewayRef = typeof intent === "string" ? intent : intent?.id;
  return gatewayRef ? { gatewayRef } : null;
}
