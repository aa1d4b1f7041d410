import { followMailEvent } from "@/lib/email/follow-mail-event";
import { isFromResend, readResendEvent } from "@/lib/email/transports/resend-events";
import { systemClock } from "@/lib/platform/clock";
import { findInDirectory } from "@/lib/platform/directory";
import { env } from "@/lib/platform/env";
import { systemContext } from "@/lib/platform/make-context";
import { readText } from "./api-body";
import { problemResponse } from "./api-problem";

/** Events are small; what is longer is none. */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * The handler of `/api/webhooks/resend`: what became of mails that Resend took. The signature is checked on the raw body and its time.
 * Answers 200 also to what came before and to what is about nothing of ours, so that Resend stops sending it; 401 to what is not
 * authentic, 404 while no secret is set.
 */
export function mailWebhookRoute(): (request: Request) => Promise<Response> {
  return async (request) => {
    const secret = env().RESEND_WEBHOOK_SECRET;
    if (secret === "")
      return refuse(404, "mail_events_off", "RESEND_WEBHOOK_SECRET is not set, so Resend's events are not taken.");
    const rawBody = await readText(request, MAX_BODY_BYTES);
    const header = (name: string) => request.headers.get(name);
    if (!rawBody || !isFromResend({ rawBody, header, secret, now: systemClock.now() }))
      return refuse(401, "signature_invalid", "The signature or its time is not right.");
    const event = readResendEvent(rawBody);
    const isOurs = event !== null && (await findInDirectory("firm", event.firmId)) !== null;
    const result = event && isOurs ? await followMailEvent(systemContext(event.firmId, "webhook"), event) : "unknown";
    return Response.json({ received: true, result }, { headers: { "Cache-Control": "no-store" } });
  };
}

function refuse(status: 401 | 404, code: string, detail: string): Response {
  const title = status === 401 ? "Not an event of Resend" : "Not found";
  return problemResponse({ type: "about:blank", title, status, code, detail });
}
