import { and, asc, eq, type SQL } from "drizzle-orm";
import { merchantAccounts } from "@/db/schema/merchant-accounts";
import { payments, receipts, refunds } from "@/db/schema/payments";
import { listClientLines } from "@/lib/allocations/list-client-lines";
import { listOrderLines } from "@/lib/payment-pages/list-order-lines";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { ReceiptView } from "../model";
import { receiptViewOf } from "./receipt-view";

type Which = { receiptId: string } | { paymentId: string };

/** A receipt with what became of its payment, or null when there is none. */
export async function loadReceipt(ctx: Ctx, tx: Tx, which: Which): Promise<ReceiptView | null> {
  const is: SQL = "receiptId" in which ? eq(receipts.id, which.receiptId) : eq(receipts.paymentId, which.paymentId);
  const rows = await tx
    .select({ receipt: receipts, payment: payments, account: merchantAccounts })
    .from(receipts)
    .innerJoin(payments, and(eq(payments.firmId, receipts.firmId), eq(payments.id, receipts.paymentId)))
    .innerJoin(
      merchantAccounts,
      and(eq(merchantAccounts.firmId, payments.firmId), eq(merchantAccounts.id, payments.accountId)),
    )
    .where(and(eq(receipts.firmId, ctx.firmId), is));
  const row = rows[0];
  if (!row) return null;
  const { payment } = row;
  const totalCents = payment.amountCents - payment.surchargeCents;
  return receiptViewOf({
    ...row,
    lines: await listClientLines(ctx, tx, { obligation: payment.obligation, totalCents }),
    order: await listOrderLines(ctx, tx, payment.obligation),
    refunds: await listDone(ctx, tx, payment.id),
  });
}

function listDone(ctx: Ctx, tx: Tx, paymentId: string) {
  return tx
    .select({ id: refunds.id, amountCents: refunds.amountCents, doneAt: refunds.doneAt, createdAt: refunds.createdAt })
    .from(refunds)
    .where(and(eq(refunds.firmId, ctx.firmId), eq(refunds.paymentId, paymentId), eq(refunds.status, "refunded")))
    .orderBy(asc(refunds.doneAt), asc(refunds.id));
}
