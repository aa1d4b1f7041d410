import { invoices } from "@/db/schema/invoices";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { invoiceIs, lockInvoice } from "./internal/load";
import { logInvoiceEvent } from "./internal/log-event";

/** Notes the first time a person opened the page. Never changes whether the invoice can be paid. */
export async function markInvoiceViewed(ctx: Ctx, invoiceId: string): Promise<void> {
  await inFirm(ctx, async (tx) => {
    const invoice = await lockInvoice(ctx, tx, invoiceId);
    if (invoice.viewedAt) return;
    const status = invoice.status === "sent" ? "viewed" : invoice.status;
    await tx.update(invoices).set({ viewedAt: ctx.clock.now(), status }).where(invoiceIs(ctx, invoiceId));
    await logInvoiceEvent(ctx, tx, invoiceId, "viewed");
  });
}
