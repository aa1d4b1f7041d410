import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { endInvoice } from "./internal/end-invoice";
import type { EndInvoiceInput } from "./schemas";

/**
 * Cancels an invoice on which nothing was paid, or a draft. It keeps its number; its page says that it was cancelled.
 * @throws AppError forbidden, not_found, refused (invoice_closed, invoice_paid_on, invoice_being_paid)
 */
export async function cancelInvoice(ctx: Ctx, input: EndInvoiceInput): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return endInvoice(ctx, input, "cancelled");
}
