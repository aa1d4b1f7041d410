import { z } from "zod";
import { payments } from "@/db/schema/payments";
import { appendAudit } from "@/lib/audit/append-audit";
import { holdsCardNumber } from "@/lib/payers/rules";
import { requireAccount, requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { lockPayment, paymentIs } from "./lock-payment";

/** An empty note takes the old one away. */
export const UpdateNoteInput = z.object({
  paymentId: z.string().min(1).max(60),
  note: z
    .string()
    .trim()
    .max(2_000, "text_too_long")
    .refine((note) => !holdsCardNumber(note), "card_number_in_text"),
});
export type UpdateNoteInput = z.infer<typeof UpdateNoteInput>;

/** Changes what staff noted on a payment; what it said before stays in the audit. @throws AppError forbidden, not_found */
export async function updatePaymentNote(ctx: Ctx, { paymentId, note }: UpdateNoteInput): Promise<{ note: string }> {
  requirePermission(ctx, "payments.take");
  return inFirm(ctx, async (tx) => {
    const payment = await lockPayment(ctx, tx, paymentId);
    requireAccount(ctx, payment.accountId);
    if (payment.note === note) return { note };
    await tx.update(payments).set({ note }).where(paymentIs(ctx, payment.id));
    await appendAudit(ctx, tx, {
      action: "payment.note",
      objectType: "payment",
      objectId: payment.id,
      detail: { before: payment.note, after: note },
    });
    return { note };
  });
}
