import { and, eq } from "drizzle-orm";
import { invoiceAttachments } from "@/db/schema/invoices";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { findInDirectory } from "@/lib/platform/directory";
import { AppError } from "@/lib/platform/errors";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { lockInvoice } from "./internal/load";
import { readAttachment } from "./internal/read-attachment";
import { requireInvoicingOn } from "./require-invoicing-on";

type File = { fileName: string; bytes: Uint8Array };

/** A PDF that goes with an invoice, for staff. @throws AppError forbidden, not_found */
export async function readInvoiceAttachment(ctx: Ctx, { id }: { id: string }): Promise<File> {
  requirePermission(ctx, "payments.view");
  return inFirm(ctx, async (tx) => {
    await requireInvoicingOn(ctx, tx);
    const [row] = await tx
      .select({ invoiceId: invoiceAttachments.invoiceId })
      .from(invoiceAttachments)
      .where(and(eq(invoiceAttachments.firmId, ctx.firmId), eq(invoiceAttachments.id, id)));
    if (!row) throw new AppError("not_found", { reason: "attachment_unknown" });
    // Whether its account is one that this user may see.
    await lockInvoice(ctx, tx, row.invoiceId);
    const file = await readAttachment(ctx, tx, { invoiceId: row.invoiceId, attachmentId: id });
    if (!file) throw new AppError("not_found", { reason: "attachment_unknown" });
    return file;
  });
}

/** The same for whoever holds the invoice's token; null when it opens nothing of that name. */
export async function readPublicAttachment(
  token: string,
  { ip, search }: { ip: string; search: URLSearchParams },
): Promise<File | null> {
  const entry = await findInDirectory("invoice", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, ip);
  const attachmentId = search.get("id") ?? "";
  return inFirm(ctx, (tx) => readAttachment(ctx, tx, { invoiceId: entry.refId, attachmentId }));
}
