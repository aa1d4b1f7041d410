import { appendAudit } from "@/lib/audit/append-audit";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { lockPayment } from "@/lib/payments/lock-payment";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import { inFirm } from "@/lib/platform/tx";
import { findReceiptToken } from "./queries";
import type { ResendReceiptInput } from "./schemas";

/** Mails a payment's receipt again, also to other addresses; logged (R3). @throws AppError forbidden, not_found, refused (no_receipt) */
export async function resendReceipt(ctx: Ctx, input: ResendReceiptInput): Promise<{ emails: string[] }> {
  // Whoever may only look must not be able to mail a client's receipt anywhere.
  requirePermission(ctx, "links.send");
  return inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, input.paymentId);
    requireAccount(ctx, payment.accountId);
    if (!(await findReceiptToken(ctx, tx, payment.id))) throw new AppError("refused", { reason: "no_receipt" });
    for (const address of new Set(input.emails)) {
      await enqueueMail(ctx, tx, {
        kind: "receipt",
        toAddress: address,
        locale: payment.locale,
        objectType: "payment",
        objectId: payment.id,
        payload: { paymentId: payment.id },
        dedupeKey: `receipt:${payment.id}:${address}:${input.requestKey}`,
      });
    }
    await appendAudit(ctx, tx, {
      action: "receipt.resend",
      objectType: "payment",
      objectId: payment.id,
      detail: { emails: input.emails },
    });
    return { emails: input.emails };
  });
}
