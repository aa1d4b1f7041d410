import { receipts } from "@/db/schema/payments";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import { numberInPlace } from "@/lib/firms/next-number";
import type { Ctx } from "@/lib/platform/context";
import { putInDirectory } from "@/lib/platform/directory";
import { hashToken, seal } from "@/lib/platform/secrets";
import type { Tx } from "@/lib/platform/tx";

export type ReceiptSubject = { id: string; receiptEmails: string[]; locale: string };

/** Where a receipt's token is sealed for; see `seal`. */
export function receiptTokenPlace(firmId: string): string {
  return `${firmId}/receipts.token`;
}

/**
 * Makes the one receipt of a payment and mails it to every listed address. An eCheck in flight gets "submitted", never "paid".
 * @returns the token of its page
 */
export async function issueReceipt(ctx: Ctx, tx: Tx, payment: ReceiptSubject): Promise<string> {
  const id = ctx.ids.next("rcp");
  const token = ctx.ids.token();
  await tx.insert(receipts).values({
    firmId: ctx.firmId,
    id,
    number: numberInPlace(ctx, "receipt"),
    paymentId: payment.id,
    tokenHash: hashToken(token),
    tokenSealed: seal(token, receiptTokenPlace(ctx.firmId)),
    createdAt: ctx.clock.now(),
  });
  await putInDirectory(tx, "receipt", hashToken(token), id);
  for (const address of payment.receiptEmails) {
    await enqueueMail(ctx, tx, {
      kind: "receipt",
      toAddress: address,
      locale: payment.locale,
      objectType: "payment",
      objectId: payment.id,
      payload: { paymentId: payment.id },
      dedupeKey: `receipt:${payment.id}:${address}`,
    });
  }
  return token;
}
