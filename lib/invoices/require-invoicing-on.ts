import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { readSettings } from "./internal/settings";
import type { InvoiceSettings } from "./model";

/**
 * First thing of every verb of invoices, after the permission: where the module is off, nothing of it exists. Gives the settings, which
 * most of them need.
 * @throws AppError not_found (`invoices_off`)
 */
export async function requireInvoicingOn(ctx: Ctx, tx: Tx): Promise<InvoiceSettings> {
  const settings = await readSettings(ctx, tx);
  if (!settings.isOn) throw new AppError("not_found", { reason: "invoices_off" });
  return settings;
}
