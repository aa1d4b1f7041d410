import { firms } from "@/db/schema/firms";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments, receipts, refunds } from "@/db/schema/payments";
import type { ClientLine } from "@/lib/allocations/model";
import { clientLinesOf } from "@/lib/allocations/rules";
import type { FirmView } from "@/lib/firms/model";
import { firmViewOf } from "@/lib/firms/queries";
import { listOrderLines } from "@/lib/payment-pages/list-order-lines";
import type { OrderLine } from "@/lib/payment-pages/model";
import { isOfSubmission } from "@/lib/payment-pages/rules";
import { payerContext } from "@/lib/platform/make-context";
import { rowFromJson } from "@/lib/platform/row-from-json";
import { hashToken } from "@/lib/platform/secrets";
import { askByKey, inFirm } from "@/lib/platform/tx";
import { receiptViewOf } from "./internal/receipt-view";
import type { ReceiptView } from "./model";

type Json = Record<string, unknown>;
type Opened = {
  receipt: Json;
  payment: Json;
  account: Json;
  firm: Json;
  lines: (ClientLine & { clientNumber: string })[] | null;
  /** Those that went through, oldest first. */
  refunds: Json[] | null;
};

/** What a receipt's token shows, or null for an unknown one; in one question, as clients open it right after they paid. */
export async function findPublicReceipt(token: string): Promise<{ receipt: ReceiptView; firm: FirmView } | null> {
  const opened = await askByKey<Opened>("select open_receipt($1) as answer", hashToken(token));
  if (!opened) return null;
  const payment = rowFromJson(payments, opened.payment);
  const receipt = receiptViewOf({
    receipt: rowFromJson(receipts, opened.receipt),
    payment,
    account: rowFromJson(merchantAccounts, opened.account),
    lines: clientLinesOf(opened.lines ?? [], payment.amountCents - payment.surchargeCents, {
      isOfPage: isOfSubmission(payment.obligation),
    }),
    order: await findOrderOf(payment),
    refunds: (opened.refunds ?? []).map((row) => rowFromJson(refunds, row)),
  });
  return { receipt, firm: firmViewOf(rowFromJson(firms, opened.firm)) };
}

/** A question more, of pages alone. */
async function findOrderOf({ firmId, id, source, obligation }: typeof payments.$inferSelect): Promise<OrderLine[]> {
  if (source !== "payment_page") return [];
  const ctx = payerContext(firmId, id, "");
  return inFirm(ctx, (tx) => listOrderLines(ctx, tx, obligation));
}
