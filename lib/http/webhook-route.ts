import { GATEWAY_IDS } from "@/lib/gateways/port";
import { gatewayOf } from "@/lib/gateways/registry";
import { findWebhookSecrets } from "@/lib/merchant-accounts/find-webhook-secrets";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { readText } from "./api-body";
import { problemResponse } from "./api-problem";

type Handler = (request: Request, context: { params: Promise<{ gateway: string }> }) => Promise<Response>;

/** Events are small; what is longer is none. */
const MAX_BODY_BYTES = 256 * 1024;

/**
 * A handler of `/api/webhooks/<gateway>`: the signature is checked on the raw body, the event stored once, its payment looked at again by
 * a job. `?account=` names the merchant account, for gateways whose accounts sign with secrets of their own. Answers 200 also to what came before and to what is about nothing of ours, so that the gateway stops sending it; 401 to
 * what is not authentic, 404 for a gateway we do not have.
 */
export function webhookRoute(): Handler {
  return async (request, { params }) => {
    const { gateway } = await params;
    const id = GATEWAY_IDS.find((known) => known === gateway);
    if (!id) return refuse(404, "gateway_unknown", `There is no gateway "${gateway}".`);
    const rawBody = await readText(request, MAX_BODY_BYTES);
    const accountId = new URL(request.url).searchParams.get("account") ?? "";
    const secrets = await findWebhookSecrets(id, accountId);
    const header = (name: string) => request.headers.get(name);
    const event = rawBody && (await gatewayOf(id).readWebhook({ rawBody, accountId, header, secrets }));
    if (!event)
      return refuse(401, "signature_invalid", "The signature, its time or the form of this event is not right.");
    const result = await receiveWebhook(id, event);
    return Response.json({ received: true, result }, { headers: { "Cache-Control": "no-store" } });
  };
}

function refuse(status: 401 | 404, code: string, detail: string): Response {
  const title = status === 401 ? "Not an event of the gateway" : "Not found";
  return problemResponse({ type: "about:blank", title, status, code, detail });
}
