import { and, eq } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { findMailedInvoice } from "./find-mailed-invoice";
import { loadLines } from "./internal/load";
import { type InvoiceFile, writeInvoiceFile } from "./internal/write-file";

/** The PDF that goes with an invoice's mail; null once there is nothing to pay on it. */
export async function writeInvoiceAttachment(
  ctx: Ctx,
  { invoiceId, locale }: { invoiceId: string; locale: Locale },
): Promise<InvoiceFile | null> {
  const found = await inFirm(ctx, async (tx) => {
    const mailed = await findMailedInvoice(ctx, tx, invoiceId);
    if (!mailed) return null;
    const [account] = await tx
      .select({ kind: merchantAccounts.kind })
      .from(merchantAccounts)
      .where(and(eq(merchantAccounts.firmId, ctx.firmId), eq(merchantAccounts.id, mailed.invoice.accountId)));
    const lines = await loadLines(ctx, tx, invoiceId);
    const firm = await getFirm(ctx, tx);
    return { invoice: { ...mailed.invoice, locale, lines, accountKind: account?.kind ?? "operating" }, firm };
  });
  return found && writeInvoiceFile(found.invoice, { firm: found.firm, locale });
}
