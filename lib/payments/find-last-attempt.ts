import { and, desc, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { isPaymentStatus, type PaymentStatus } from "./model";

/** The newest attempt of an obligation, whatever became of it. */
export async function findLastAttempt(
  ctx: Ctx,
  tx: Tx,
  obligation: string,
): Promise<{ paymentId: string; status: PaymentStatus; attempt: number; returnCode: string } | null> {
  const rows = await tx
    .select({
      paymentId: payments.id,
      status: payments.status,
      attempt: payments.attempt,
      returnCode: payments.returnCode,
    })
    .from(payments)
    .where(and(eq(payments.firmId, ctx.firmId), eq(payments.obligation, obligation)))
    .orderBy(desc(payments.attempt))
    .limit(1);
  const row = rows[0];
  if (!row || !isPaymentStatus(row.status)) return null;
  return { ...row, status: row.status };
}
