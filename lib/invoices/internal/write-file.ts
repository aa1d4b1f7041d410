import { readPrintLogo } from "@/lib/branding/read-print-logo";
import type { Paper } from "@/lib/documents/model";
import { writePdf } from "@/lib/documents/write-pdf";
import type { FirmView } from "@/lib/firms/model";
import type { Locale } from "@/lib/i18n/model";
import type { InvoiceSheetFacts } from "../model";
import { composeInvoice } from "./compose-invoice";

export type InvoiceFile = { fileName: string; bytes: Uint8Array };

const LETTER_CURRENCIES = ["USD", "CAD", "MXN"];

/** The invoice as a PDF on the paper of its currency. The same standing gives the same bytes. */
export async function writeInvoiceFile(
  invoice: InvoiceSheetFacts,
  { firm, locale }: { firm: FirmView; locale: Locale },
): Promise<InvoiceFile> {
  const paper: Paper = LETTER_CURRENCIES.includes(invoice.currency) ? "letter" : "a4";
  const madeAt = new Date(`${invoice.issueDate}T12:00:00Z`);
  const printed = await readPrintLogo(composeInvoice({ invoice, firm, locale, paper, madeAt }), firm);
  const bytes = await writePdf(printed);
  return { fileName: `${invoice.number || "draft"}.pdf`, bytes };
}
