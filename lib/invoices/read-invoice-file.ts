import { getFirm } from "@/lib/firms/queries";
import { isLocale, type Locale } from "@/lib/i18n/model";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { findPublicInvoice } from "./find-public-invoice";
import { type InvoiceFile, writeInvoiceFile } from "./internal/write-file";
import { getInvoice } from "./queries";

/** The PDF as its client gets it, also of a draft. @throws AppError forbidden, not_found */
export async function readInvoiceFile(ctx: Ctx, { id }: { id: string }): Promise<InvoiceFile> {
  requirePermission(ctx, "payments.view");
  const invoice = await getInvoice(ctx, id);
  const firm = await inFirm(ctx, (tx) => getFirm(ctx, tx));
  return writeInvoiceFile(invoice, { firm, locale: invoice.locale });
}

/** The PDF that an invoice's token opens, in the language that is asked for; null for an unknown token. */
export async function readPublicInvoiceFile(
  token: string,
  { ip, search }: { ip: string; search: URLSearchParams },
): Promise<InvoiceFile | null> {
  const found = await findPublicInvoice(token, ip);
  if (!found) return null;
  const lang = search.get("lang");
  const locale: Locale = isLocale(lang) ? lang : found.invoice.locale;
  return writeInvoiceFile(found.invoice, { firm: found.firm, locale });
}
