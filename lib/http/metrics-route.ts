import { env } from "@/lib/platform/env";
import { holdsCronSecret } from "./cron-secret";
import { metricsText } from "./metrics";

/** The handler of `/api/metrics`: Prometheus text for whoever holds the cron secret, and with DEV_TOOLS=1 for everyone. */
export function metricsRoute(): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!env().DEV_TOOLS && !holdsCronSecret(request)) {
      const headers = { "WWW-Authenticate": "Bearer" };
      return new Response("Send the header Authorization: Bearer <CRON_SECRET>.\n", { status: 401, headers });
    }
    const headers = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store" };
    return new Response(await metricsText(), { headers });
  };
}
