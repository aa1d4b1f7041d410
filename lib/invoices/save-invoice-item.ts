import { and, eq, isNull } from "drizzle-orm";
import { invoiceItems } from "@/db/schema/invoices";
import { appendAudit } from "@/lib/audit/append-audit";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { requireInvoicingOn } from "./require-invoicing-on";
import type { SaveItemInput } from "./schemas";

/** Adds something to the catalogue, or changes it; invoices keep what they were made with. @throws AppError forbidden, not_found */
export async function saveInvoiceItem(ctx: Ctx, { itemId, ...values }: SaveItemInput): Promise<{ id: string }> {
  requirePermission(ctx, "settings.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const id = itemId ?? ctx.ids.next("itm");
    if (itemId === null)
      await tx.insert(invoiceItems).values({ firmId: ctx.firmId, id, ...values, createdAt: ctx.clock.now() });
    else {
      const changed = await tx
        .update(invoiceItems)
        .set(values)
        .where(and(eq(invoiceItems.firmId, ctx.firmId), eq(invoiceItems.id, id), isNull(invoiceItems.removedAt)))
        .returning({ id: invoiceItems.id });
      if (changed.length === 0) throw new AppError("not_found", { reason: "item_unknown" });
    }
    await appendAudit(ctx, tx, {
      action: itemId === null ? "invoice_item.created" : "invoice_item.changed",
      objectType: "invoice_item",
      objectId: id,
      detail: values,
    });
    return { id };
  });
}
