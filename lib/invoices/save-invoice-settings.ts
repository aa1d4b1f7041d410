import { invoiceSettings } from "@/db/schema/invoices";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { readSettings } from "./internal/settings";
import type { InvoiceSettings } from "./model";
import type { InvoiceSettingsInput } from "./schemas";

/**
 * Switches the module on or off and says how invoices are made. What was sent keeps its number, terms and tax, and can be paid while the
 * module is off.
 * @throws AppError forbidden
 */
export async function saveInvoiceSettings(ctx: Ctx, input: InvoiceSettingsInput): Promise<InvoiceSettings> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    const before = await readSettings(ctx, tx);
    await tx
      .insert(invoiceSettings)
      .values({ firmId: ctx.firmId, ...input })
      .onConflictDoUpdate({ target: invoiceSettings.firmId, set: input });
    await appendAudit(ctx, tx, {
      action: "invoice_settings.saved",
      objectType: "firm",
      objectId: ctx.firmId,
      detail: { before: JSON.stringify(before), after: JSON.stringify(input) },
    });
    return input;
  });
}
