import { and, eq } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import type { MailKind } from "@/lib/email/model";
import { getFirm } from "@/lib/firms/queries";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import type { LockedPayment } from "../lock-payment";
import type { SourceMove } from "./source-move";

/**
 * Tells the payer what became of a taken payment, in the transaction of the move. The addresses of the receipt hear it; of a return
 * also, without any, whoever got the link, because they believe that they have paid. Refunds and disputes have their own words.
 */
export async function noticePayer(ctx: Ctx, tx: Tx, payment: LockedPayment, { from, to }: SourceMove): Promise<void> {
  if (to === "settled" && from === "pending" && (await getFirm(ctx, tx)).mailsSettled)
    await mail(ctx, tx, payment, "settled-notice", payment.receiptEmails);
  if (to === "voided") await mail(ctx, tx, payment, "void-notice", payment.receiptEmails);
  if (to === "returned") await mail(ctx, tx, payment, "return-notice", await addressesOf(ctx, tx, payment));
}

async function mail(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  kind: MailKind,
  addresses: readonly string[],
): Promise<void> {
  for (const address of addresses) {
    await enqueueMail(ctx, tx, {
      kind,
      toAddress: address,
      locale: payment.locale,
      objectType: "payment",
      objectId: payment.id,
      payload: { paymentId: payment.id },
      dedupeKey: `${kind}:${payment.id}:${address}`,
    });
  }
}

async function addressesOf(ctx: Ctx, tx: Tx, { receiptEmails, linkId }: LockedPayment): Promise<readonly string[]> {
  if (receiptEmails.length > 0 || !linkId) return receiptEmails;
  const rows = await tx
    .select({ emails: payLinks.recipientEmails })
    .from(payLinks)
    .where(and(eq(payLinks.firmId, ctx.firmId), eq(payLinks.id, linkId)));
  return rows[0]?.emails ?? [];
}
