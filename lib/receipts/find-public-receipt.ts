import type { FirmView } from "@/lib/firms/model";
import { getFirm } from "@/lib/firms/queries";
import { findInDirectory } from "@/lib/platform/directory";
import { payerContext } from "@/lib/platform/make-context";
import { hashToken } from "@/lib/platform/secrets";
import { inFirm } from "@/lib/platform/tx";
import { loadReceipt } from "./internal/load-receipt";
import type { ReceiptView } from "./model";

/** What a receipt's token shows, or null for an unknown one. */
export async function findPublicReceipt(
  token: string,
  ip: string,
): Promise<{ receipt: ReceiptView; firm: FirmView } | null> {
  const entry = await findInDirectory("receipt", hashToken(token));
  if (!entry) return null;
  const ctx = payerContext(entry.firmId, entry.refId, ip);
  return inFirm(ctx, async (tx) => {
    const receipt = await loadReceipt(ctx, tx, { receiptId: entry.refId });
    return receipt && { receipt, firm: await getFirm(ctx, tx) };
  });
}
