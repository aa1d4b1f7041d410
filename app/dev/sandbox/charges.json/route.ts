import { listSandboxLedger } from "@/lib/gateways/sandbox-console";
import { requireDevTools } from "@/lib/http/dev-tools";

/** The sandbox processor's own ledger: all firms, oldest first, one line per attempt. */
export async function GET(): Promise<Response> {
  requireDevTools();
  return Response.json(await listSandboxLedger(), { headers: { "Cache-Control": "no-store" } });
}
