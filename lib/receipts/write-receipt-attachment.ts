import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { loadReceipt } from "./internal/load-receipt";
import type { ReceiptFile } from "./model";
import { paperOf } from "./rules";
import { writeReceiptPdf } from "./write-receipt-pdf";

/** `refundId`: the receipt of that refund; null: the payment's own. */
export type AttachmentWish = { paymentId: string; refundId: string | null; locale: Locale };

/** The PDF that goes with a receipt's mail; null when the payment has no receipt, or the refund did not go through. */
export async function writeReceiptAttachment(ctx: Ctx, wish: AttachmentWish): Promise<ReceiptFile | null> {
  const found = await inFirm(ctx, async (tx) => {
    const receipt = await loadReceipt(ctx, tx, { paymentId: wish.paymentId });
    return receipt && { receipt, firm: await getFirm(ctx, tx) };
  });
  if (!found) return null;
  const { receipt, firm } = found;
  const refund = receipt.refunds.find(({ id }) => id === wish.refundId);
  if (wish.refundId !== null && !refund) return null;
  const print = { receipt, firm, locale: wish.locale, paper: paperOf(receipt.currency) };
  return writeReceiptPdf(print, refund?.number ?? "");
}
