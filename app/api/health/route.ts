import { env } from "@/lib/platform/env";

/** The process lives and answers; nothing else is asked. `start` tells whoever started it that it is this one, and not another on its port. */
export function GET(): Response {
  const { START_ID: start } = env();
  return Response.json({ status: "ok", ...(start ? { start } : {}) }, { headers: { "Cache-Control": "no-store" } });
}
