import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import type { WebhookEvent, WebhookRequest } from "../../webhook-protocol";

/** Older or newer than this by the sender's clock is refused, so that a caught event cannot be sent again later. */
const TOLERANCE_SECONDS = 5 * 60;

const Body = z.strictObject({
  type: z.string().min(1).max(60),
  account: z.string().min(1).max(60),
  reference: z.string().min(1).max(60),
});
export type SandboxEvent = z.infer<typeof Body>;

/**
 * Headers of one event by the Standard Webhooks scheme: id, seconds, and an HMAC-SHA256 over `id.seconds.body`.
 * The processor and the product are one program here, so they share a secret that comes from AUTH_SECRET.
 */
export function signEvent(
  body: string,
  at: Date,
  id = `evt_${randomBytes(12).toString("hex")}`,
): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": `v1,${macOf(`${id}.${seconds}.${body}`)}`,
  };
}

/** Null unless signature, age and form are right. */
export function readEvent(
  { rawBody, header }: Pick<WebhookRequest, "rawBody" | "header">,
  now: Date,
): WebhookEvent | null {
  const id = header("webhook-id") ?? "";
  const seconds = header("webhook-timestamp") ?? "";
  if (!/^evt_[0-9a-f]{8,64}$/.test(id) || !/^\d{9,11}$/.test(seconds)) return null;
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > TOLERANCE_SECONDS) return null;
  const wanted = macOf(`${id}.${seconds}.${rawBody}`);
  // Several signatures may come while a secret is changed; one of them must be ours.
  const given = (header("webhook-signature") ?? "").split(" ").map((part) => part.replace(/^v1,/, ""));
  if (!given.some((mac) => macsEqual(mac, wanted))) return null;
  const body = Body.safeParse(parseJson(rawBody));
  if (!body.success) return null;
  const { type, account, reference } = body.data;
  return { eventId: id, type, accountKey: `sandbox:${account}`, about: { reference }, objectId: reference };
}

function macOf(text: string): string {
  const secret = createHmac("sha256", env().AUTH_SECRET).update("sandbox webhooks").digest();
  return createHmac("sha256", secret).update(text).digest("base64");
}

function macsEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
