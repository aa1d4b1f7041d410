import { and, asc, desc, eq } from "drizzle-orm";
import { invoiceAttachments, invoiceLines, invoices } from "@/db/schema/invoices";
import { payLinks } from "@/db/schema/pay-links";
import { requireAccount } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { InvoiceAttachment, InvoiceLine } from "../model";

export type StoredInvoice = typeof invoices.$inferSelect;

export function invoiceIs(ctx: Ctx, invoiceId: string) {
  return and(eq(invoices.firmId, ctx.firmId), eq(invoices.id, invoiceId));
}

/** The invoice, locked until the transaction ends: before its links, everywhere. @throws AppError not_found */
export async function lockInvoice(ctx: Ctx, tx: Tx, invoiceId: string): Promise<StoredInvoice> {
  const [row] = await tx.select().from(invoices).where(invoiceIs(ctx, invoiceId)).for("update");
  if (!row) throw new AppError("not_found", { reason: "invoice_unknown" });
  requireAccount(ctx, row.accountId);
  return row;
}

/** The same for what only a draft allows. @throws AppError not_found, refused (invoice_not_draft) */
export async function lockDraft(ctx: Ctx, tx: Tx, invoiceId: string): Promise<StoredInvoice> {
  const row = await lockInvoice(ctx, tx, invoiceId);
  if (row.status !== "draft") throw new AppError("refused", { reason: "invoice_not_draft" });
  return row;
}

/** The link by which the rest is paid, locked; null when nothing is asked for. */
export async function lockOpenLink(ctx: Ctx, tx: Tx, invoiceId: string): Promise<typeof payLinks.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.invoiceId, invoiceId), eq(payLinks.status, "open")))
    .orderBy(desc(payLinks.createdAt))
    .limit(1)
    .for("update");
  return row ?? null;
}

export async function loadLines(ctx: Ctx, tx: Tx, invoiceId: string): Promise<InvoiceLine[]> {
  const rows = await tx
    .select()
    .from(invoiceLines)
    .where(and(eq(invoiceLines.firmId, ctx.firmId), eq(invoiceLines.invoiceId, invoiceId)))
    .orderBy(asc(invoiceLines.place));
  return rows.map(({ firmId: _firm, invoiceId: _invoice, place: _place, ...line }) => line);
}

/** Without their content. */
export async function loadAttachments(ctx: Ctx, tx: Tx, invoiceId: string): Promise<InvoiceAttachment[]> {
  return tx
    .select({
      id: invoiceAttachments.id,
      fileName: invoiceAttachments.fileName,
      sizeBytes: invoiceAttachments.sizeBytes,
    })
    .from(invoiceAttachments)
    .where(and(eq(invoiceAttachments.firmId, ctx.firmId), eq(invoiceAttachments.invoiceId, invoiceId)))
    .orderBy(asc(invoiceAttachments.id));
}

/** Where an invoice's token is sealed for; see `seal`. */
export function invoiceTokenPlace(firmId: string): string {
  return `${firmId}/invoices.token`;
}
