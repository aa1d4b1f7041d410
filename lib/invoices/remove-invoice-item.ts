import { and, eq, isNull } from "drizzle-orm";
import { invoiceItems } from "@/db/schema/invoices";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { requireInvoicingOn } from "./require-invoicing-on";
import type { ItemIdInput } from "./schemas";

/** Takes something out of the catalogue; invoices that have it keep it. @throws AppError forbidden, not_found (invoices_off) */
export async function removeInvoiceItem(ctx: Ctx, { itemId }: ItemIdInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const removed = await tx
      .update(invoiceItems)
      .set({ removedAt: ctx.clock.now() })
      .where(and(eq(invoiceItems.firmId, ctx.firmId), eq(invoiceItems.id, itemId), isNull(invoiceItems.removedAt)))
      .returning({ id: invoiceItems.id });
    if (removed.length > 0)
      await appendAudit(ctx, tx, { action: "invoice_item.removed", objectType: "invoice_item", objectId: itemId });
    return { id: itemId };
  });
}
