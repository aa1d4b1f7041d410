import { listMailbox } from "@/lib/email/mailbox";
import { requireDevTools } from "@/lib/http/dev-tools";

/** Every delivered mail of every firm, newest first, for tests and other programs. */
export async function GET(): Promise<Response> {
  requireDevTools();
  return Response.json(await listMailbox(), { headers: { "Cache-Control": "no-store" } });
}
