import { actOnSandboxCharge } from "@/lib/gateways/sandbox-console";
import { SANDBOX_ACTIONS } from "@/lib/gateways/sandbox-desk";
import { requireDevTools } from "@/lib/http/dev-tools";
import { backToConsole } from "../../_components/back-to-console";

/** Form fields: `act` = `settle`, `return`, `dispute` or `void`, and `code` (R01 to R99) for a return. */
export async function POST(request: Request, context: { params: Promise<{ id: string }> }): Promise<Response> {
  requireDevTools();
  const { id } = await context.params;
  const form = await request.formData();
  const action = SANDBOX_ACTIONS.find((known) => known === form.get("act"));
  const wasDone = action !== undefined && (await actOnSandboxCharge(id, action, String(form.get("code") ?? "")));
  return backToConsole({ done: wasDone ? "charge" : "nothing" });
}
