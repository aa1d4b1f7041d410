import { and, eq, inArray, lte } from "drizzle-orm";
import { payLinks } from "@/db/schema/pay-links";
import { payments } from "@/db/schema/payments";
import { enqueueMail } from "@/lib/email/enqueue-mail";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";

/** Most answers arrive within it; a mail any sooner would only frighten. */
const SILENCE_MS = 15 * 60_000;

/**
 * Writes to payers whose payment is still unknown after a quarter of an hour, once, so that they do not pay again. Without a receipt
 * address the people whom the link was sent to are told. Who is proving their identity at the bank is left alone.
 */
export async function mailUnknownPayments(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - SILENCE_MS);
  await inFirm(ctx, async (tx) => {
    const rows = await tx
      .select({
        id: payments.id,
        locale: payments.locale,
        receiptEmails: payments.receiptEmails,
        linkEmails: payLinks.recipientEmails,
      })
      .from(payments)
      .leftJoin(payLinks, and(eq(payLinks.firmId, payments.firmId), eq(payLinks.id, payments.linkId)))
      .where(
        and(
          eq(payments.firmId, ctx.firmId),
          inArray(payments.status, ["processing", "unknown"]),
          eq(payments.challengeUrl, ""),
          lte(payments.submittedAt, before),
        ),
      );
    for (const row of rows) {
      for (const address of row.receiptEmails.length > 0 ? row.receiptEmails : (row.linkEmails ?? [])) {
        await enqueueMail(ctx, tx, {
          kind: "checking",
          toAddress: address,
          locale: row.locale,
          objectType: "payment",
          objectId: row.id,
          payload: { paymentId: row.id },
          dedupeKey: `checking:${row.id}:${address}`,
        });
      }
    }
  });
}
