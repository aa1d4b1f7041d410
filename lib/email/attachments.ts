import type { mails } from "@/db/schema/effects";
import { DEFAULT_LOCALE, isLocale } from "@/lib/i18n/model";
import { writeInvoiceAttachment } from "@/lib/invoices/write-invoice-attachment";
import type { Ctx } from "@/lib/platform/context";
import { writeReceiptAttachment } from "@/lib/receipts/write-receipt-attachment";
import { readReportAttachment } from "@/lib/reports/read-report-attachment";
import type { MailAttachment } from "./transports/port";

/** Each correction of a payment has its own receipt (R3): the payment's then says what became of it. */
const WITH_RECEIPT = ["receipt", "refund-receipt", "void-notice", "return-notice"];

type Mail = Pick<typeof mails.$inferSelect, "kind" | "payload" | "locale">;

/**
 * What goes with a mail. Made when it is sent and not kept: the receipt that its page shows at that time. The same standing gives the
 * same bytes, so that a second try is the same mail.
 */
export async function attachmentsOf(ctx: Ctx, { kind, payload, locale }: Mail): Promise<MailAttachment[]> {
  const { paymentId = "", refundId = "", exportId = "", invoiceId = "" } = payload;
  if (kind === "report") return readReportAttachment(ctx, exportId);
  const language = isLocale(locale) ? locale : DEFAULT_LOCALE;
  if (kind === "invoice") return pdfOf(await writeInvoiceAttachment(ctx, { invoiceId, locale: language }));
  if (!WITH_RECEIPT.includes(kind)) return [];
  const file = await writeReceiptAttachment(ctx, {
    paymentId,
    refundId: kind === "refund-receipt" ? refundId : null,
    locale: language,
  });
  return pdfOf(file);
}

function pdfOf(file: { fileName: string; bytes: Uint8Array } | null): MailAttachment[] {
  return file ? [{ ...file, contentType: "application/pdf" }] : [];
}
