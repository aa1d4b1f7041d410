import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { endInvoice } from "./internal/end-invoice";
import type { EndInvoiceInput } from "./schemas";

/**
 * Gives up what is left of an invoice. What was paid on it stays.
 * @throws AppError forbidden, not_found, refused (invoice_not_sent, invoice_closed, invoice_being_paid)
 */
export async function writeOffInvoice(ctx: Ctx, input: EndInvoiceInput): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return endInvoice(ctx, input, "written_off");
}
