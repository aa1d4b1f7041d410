import { invoices } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { invoiceIs, lockInvoice } from "./internal/load";
import { recordInvoiceAct } from "./internal/log-event";
import { requireInvoicingOn } from "./require-invoicing-on";
import type { InvoiceRemindersInput } from "./schemas";

/** Whether the firm's reminder days hold for this invoice. @throws AppError forbidden, not_found */
export async function setInvoiceReminders(
  ctx: Ctx,
  { invoiceId, isReminderOff }: InvoiceRemindersInput,
): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const invoice = await lockInvoice(ctx, tx, invoiceId);
    if (invoice.isReminderOff === isReminderOff) return { id: invoiceId };
    await tx.update(invoices).set({ isReminderOff }).where(invoiceIs(ctx, invoiceId));
    await recordInvoiceAct(ctx, tx, invoiceId, isReminderOff ? "reminders_off" : "reminders_on");
    return { id: invoiceId };
  });
}
