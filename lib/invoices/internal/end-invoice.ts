import { invoices } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { requireInvoicingOn } from "../require-invoicing-on";
import { decideEnding } from "../rules";
import type { EndInvoiceInput } from "../schemas";
import { invoiceIs, lockInvoice } from "./load";
import { recordInvoiceAct } from "./log-event";
import { isBeingPaid, keepLinkOf } from "./place-link";

/** Gives an invoice up, with the link by which it could be paid. */
export async function endInvoice(
  ctx: Ctx,
  { invoiceId, reason }: EndInvoiceInput,
  to: "cancelled" | "written_off",
): Promise<{ id: string }> {
  requirePermission(ctx, "invoices.manage");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const invoice = await lockInvoice(ctx, tx, invoiceId);
    const decision = decideEnding(invoice, to, await isBeingPaid(ctx, tx, invoiceId));
    if (!decision.ok) throw new AppError("refused", { reason: decision.refusal });
    await tx.update(invoices).set({ status: to, closedAt: ctx.clock.now() }).where(invoiceIs(ctx, invoiceId));
    await keepLinkOf(ctx, tx, { ...invoice, status: to });
    const { balanceCents, currency } = invoice;
    await recordInvoiceAct(ctx, tx, invoiceId, to, {
      amountCents: String(balanceCents),
      currency,
      ...(reason && { reason }),
    });
    return { id: invoiceId };
  });
}
