import { z } from "zod";
import { appendAudit } from "@/lib/audit/append-audit";
import { lockPayment } from "@/lib/payments/lock-payment";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findReceiptToken } from "./queries";

export const RecordPrintInput = z.object({ paymentId: z.string().min(1).max(60) });

/** Writes down that staff printed a receipt (R3). @throws AppError forbidden, not_found, refused (no_receipt) */
export async function recordReceiptPrint(ctx: Ctx, { paymentId }: { paymentId: string }): Promise<void> {
  requirePermission(ctx, "payments.view");
  await inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    requireAccount(ctx, payment.accountId);
    if (!(await findReceiptToken(ctx, tx, payment.id))) throw new AppError("refused", { reason: "no_receipt" });
    await appendAudit(ctx, tx, { action: "receipt.print", objectType: "payment", objectId: payment.id });
  });
}
