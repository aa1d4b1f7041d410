import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { readSettings } from "./internal/settings";

/** Whether this firm has the Invoices module. For what shows or hides a part of a screen. */
export async function isInvoicingOn(ctx: Ctx): Promise<boolean> {
  return inFirm(ctx, async (tx) => (await readSettings(ctx, tx)).isOn);
}
