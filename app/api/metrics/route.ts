import { holdsCronSecret } from "@/lib/http/cron-secret";
import { metricsText } from "@/lib/http/metrics";
import { env } from "@/lib/platform/env";

/** Prometheus text. Asks for the cron secret unless DEV_TOOLS=1. */
export async function GET(request: Request): Promise<Response> {
  if (!env().DEV_TOOLS && !holdsCronSecret(request)) {
    return new Response("Send the header Authorization: Bearer <CRON_SECRET>.\n", {
      status: 401,
      headers: { "WWW-Authenticate": "Bearer" },
    });
  }
  return new Response(await metricsText(), {
    headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" },
  });
}
