import type { Staff } from "@/lib/auth/session";
import { readConnectSettings } from "@/lib/connect-settings/queries";
import { RulesForm } from "./rules-form";

/** What postings are made of, and when they leave. */
export async function RulesTab({ staff }: { staff: Staff }) {
  const { isOn: _isOn, connectionId: _connectionId, ...rules } = await readConnectSettings(staff.ctx);
  return <RulesForm start={rules} />;
}
