import { isPaper } from "@/lib/documents/model";
import { isLocale } from "@/lib/i18n/model";
import { findPublicReceipt } from "./find-public-receipt";
import type { ReceiptFile } from "./model";
import { paperOf } from "./rules";
import { writeReceiptPdf } from "./write-receipt-pdf";

/** What may be asked for in the address; empty: the payer's language, the paper of the currency, the payment's own receipt. */
export type ReceiptWish = { search: URLSearchParams };

/** The PDF that a receipt's token opens, or null for an unknown token or refund. */
export async function readReceiptFile(token: string, { search }: ReceiptWish): Promise<ReceiptFile | null> {
  const found = await findPublicReceipt(token);
  if (!found) return null;
  const { receipt, firm } = found;
  const lang = search.get("lang");
  const paper = search.get("paper") ?? "";
  return writeReceiptPdf(
    {
      receipt,
      firm,
      locale: isLocale(lang) ? lang : receipt.locale,
      paper: isPaper(paper) ? paper : paperOf(receipt.currency),
    },
    search.get("refund") ?? "",
  );
}
