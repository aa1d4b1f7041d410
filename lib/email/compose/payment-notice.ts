import { and, desc, eq } from "drizzle-orm";
import { paymentEvents, type payments } from "@/db/schema/payments";
import type { PaymentNoticeFacts } from "@/emails/payment-notice";
import { getFirm } from "@/lib/firms/queries";
import type { Locale } from "@/lib/i18n/model";
import type { PaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { findReceiptToken } from "@/lib/receipts/queries";
import { loadAccount, loadReceiptNumber, mailFirmOf, publicUrl } from "./parts";

/** The facts of a notice about a payment's move to `status`. @throws AppError not_found when it never moved there */
export async function loadNoticeFacts(
  ctx: Ctx,
  tx: Tx,
  payment: typeof payments.$inferSelect,
  status: PaymentStatus,
  locale: Locale,
): Promise<PaymentNoticeFacts> {
  const moves = await tx
    .select({ at: paymentEvents.at })
    .from(paymentEvents)
    .where(
      and(
        eq(paymentEvents.firmId, ctx.firmId),
        eq(paymentEvents.paymentId, payment.id),
        eq(paymentEvents.toStatus, status),
      ),
    )
    .orderBy(desc(paymentEvents.id))
    .limit(1);
  const token = await findReceiptToken(ctx, tx, payment.id);
  const at = moves[0]?.at;
  if (!at || !token) throw new AppError("not_found", { reason: "payment_not_moved" });
  const account = await loadAccount(ctx, tx, payment.accountId);
  return {
    locale,
    firm: mailFirmOf(await getFirm(ctx, tx)),
    at,
    amountCents: payment.amountCents,
    currency: payment.currency,
    accountKind: account.kind,
    method: { kind: payment.methodKind, brand: payment.methodBrand, last4: payment.methodLast4 },
    paymentNumber: payment.number,
    receiptNumber: await loadReceiptNumber(ctx, tx, payment.id),
    invoiceNumber: payment.invoiceNumber,
    clientRef: payment.clientRef,
    matterRef: payment.matterRef,
    url: publicUrl(`/receipt/${token}`, locale),
    isTest: account.isTest,
  };
}
