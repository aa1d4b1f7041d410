import { and, eq } from "drizzle-orm";
import { payments } from "@/db/schema/payments";
import type { Ctx } from "@/lib/platform/context";
import { AppError, invariant } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import { isPaymentStatus, type PaymentStatus } from "./model";

export type LockedPayment = Omit<typeof payments.$inferSelect, "status"> & { status: PaymentStatus };

/** The payment, locked until the transaction ends, so that two answers are written one after the other. @throws AppError not_found */
export async function lockPayment(ctx: Ctx, tx: Tx, paymentId: string): Promise<LockedPayment> {
  const rows = await tx.select().from(payments).where(paymentIs(ctx, paymentId)).for("update");
  const row = rows[0];
  if (!row) throw new AppError("not_found", { reason: "payment_unknown" });
  const { status } = row;
  invariant(isPaymentStatus(status), `status ${status} of a payment is known`);
  return { ...row, status };
}

export function paymentIs(ctx: Ctx, paymentId: string) {
  return and(eq(payments.firmId, ctx.firmId), eq(payments.id, paymentId));
}
