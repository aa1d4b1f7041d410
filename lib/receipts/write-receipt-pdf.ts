import { writePdf } from "@/lib/documents/write-pdf";
import { composeReceipt, composeRefund, type ReceiptPrint } from "./internal/compose-receipt";
import type { ReceiptFile } from "./model";

/**
 * A payment's receipt as a PDF of one page, or the receipt of one of its refunds. The same standing gives the same bytes.
 * @returns null when `refundNumber` is no refund of it
 */
export async function writeReceiptPdf(print: ReceiptPrint, refundNumber = ""): Promise<ReceiptFile | null> {
  const { receipt } = print;
  if (refundNumber === "") return { fileName: `${receipt.number}.pdf`, bytes: await writePdf(composeReceipt(print)) };
  const refund = receipt.refunds.find((each) => each.number === refundNumber);
  return refund ? { fileName: `${refund.number}.pdf`, bytes: await writePdf(composeRefund(print, refund)) } : null;
}
