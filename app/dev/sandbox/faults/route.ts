import { resetSandboxFaults, saveSandboxFaults } from "@/lib/gateways/sandbox-console";
import { requireDevTools } from "@/lib/http/dev-tools";
import { backToConsole } from "../_components/back-to-console";

/** Form fields: `plan`, and `act` = `set` or `reset`. */
export async function POST(request: Request): Promise<Response> {
  requireDevTools();
  const form = await request.formData();
  if (form.get("act") === "reset") {
    await resetSandboxFaults();
    return backToConsole({ done: "faults" });
  }
  const plan = String(form.get("plan") ?? "");
  const refusal = await saveSandboxFaults(plan);
  return backToConsole(refusal === null ? { done: "faults" } : { tried: plan.slice(0, 200) });
}
