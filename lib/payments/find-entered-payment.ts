import { and, desc, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { EnteredPayment } from "@/lib/payment-forms/model";
import { obligationOfEntry } from "@/lib/payment-forms/rules";
import type { EntryRequestInput } from "@/lib/payment-forms/schemas";
import { requirePermission } from "@/lib/platform/authorize";
import type { Ctx } from "@/lib/platform/context";
import { inFirm } from "@/lib/platform/tx";
import { mayUseAccount } from "@/lib/staff/rules";
import { isPaymentStatus } from "./model";

/**
 * What a loaded form has led to; null when it was not sent yet. So that who loads the page again, or comes back to it, finds the
 * payment and no second form.
 * @throws AppError forbidden
 */
export async function findEnteredPayment(ctx: Ctx, { requestId }: EntryRequestInput): Promise<EnteredPayment | null> {
  requirePermission(ctx, "payments.take");
  const rows = await inFirm(ctx, (tx) =>
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligationOfEntry(requestId))))
      .orderBy(desc(payments.attempt))
      .limit(1),
  );
  const row = rows[0];
  if (!row || !isPaymentStatus(row.status) || !mayUseAccount(ctx.actor, row.accountId)) return null;
  const { id: paymentId, number, status, amountCents, currency, payerName, declineCode, challengeUrl } = row;
  const isOpen = status === "processing" || status === "unknown";
  return {
    ...{ paymentId, number, status, amountCents, currency, payerName, declineCode },
    challengeUrl: isOpen ? challengeUrl : "",
  };
}
