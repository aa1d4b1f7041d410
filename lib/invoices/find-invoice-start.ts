import { dateInZone } from "@/lib/dates/date-in-zone";
import { getFirm } from "@/lib/firms/queries";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import type { InvoiceSettings } from "./model";
import { requireInvoicingOn } from "./require-invoicing-on";

/** What an invoice takes where nobody says otherwise. @throws AppError forbidden, not_found (invoices_off) */
export async function findInvoiceStart(ctx: Ctx): Promise<{ settings: InvoiceSettings; today: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    const settings = await requireInvoicingOn(ctx, tx);
    const { timeZone } = await getFirm(ctx, tx);
    return { settings, today: dateInZone(ctx.clock.now(), timeZone) };
  });
}
