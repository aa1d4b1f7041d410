import { readPrintLogo } from "@/lib/branding/read-print-logo";
import { writePdf } from "@/lib/documents/write-pdf";
import { composeReceipt, composeRefund, type ReceiptPrint } from "./internal/compose-receipt";
import type { ReceiptFile } from "./model";

/**
 * A payment's receipt as a PDF of one page, or the receipt of one of its refunds. The same standing gives the same bytes.
 * @returns null when `refundNumber` is no refund of it
 */
export async function writeReceiptPdf(print: ReceiptPrint, refundNumber = ""): Promise<ReceiptFile | null> {
  const { receipt, firm } = print;
  const refund = receipt.refunds.find((each) => each.number === refundNumber);
  if (refundNumber !== "" && !refund) return null;
  const printed = await readPrintLogo(refund ? composeRefund(print, refund) : composeReceipt(print), firm);
  return { fileName: `${refund?.number ?? receipt.number}.pdf`, bytes: await writePdf(printed) };
}
