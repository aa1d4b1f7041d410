import { and, eq } from "drizzle-orm";
import { refundRequests } from "@/db/schema/refund-requests";
import type { PaymentStatus } from "@/lib/payments/model";
import type { Ctx } from "@/lib/platform/context";
import type { Tx } from "@/lib/platform/tx";
import { mailAsker } from "./internal/request-mails";
import { closeRequest } from "./internal/requests";
import { isRequestOver } from "./rules";

type Payment = { id: string; status: PaymentStatus; amountCents: number; refundedCents: number };

/** After a move of the payment, in its transaction: a request that asks for more than is left to give back ends, and its asker is told. */
export async function closeLapsedRequest(ctx: Ctx, tx: Tx, payment: Payment): Promise<void> {
  const waiting = await tx
    .select()
    .from(refundRequests)
    .where(
      and(
        eq(refundRequests.firmId, ctx.firmId),
        eq(refundRequests.paymentId, payment.id),
        eq(refundRequests.status, "waiting"),
      ),
    )
    .for("update");
  for (const request of waiting) {
    if (!isRequestOver(payment, request.amountCents)) continue;
    await closeRequest(ctx, tx, request, { status: "lapsed" });
    await mailAsker(ctx, tx, request, "lapsed");
  }
}
