import { and, eq } from "drizzle-orm";
import { refunds } from "@/db/schema/payments";
import { refundRequests } from "@/db/schema/refund-requests";
import { raiseAlert } from "@/lib/alerts/raise-alert";
import type { LockedPayment } from "@/lib/payments/lock-payment";
import { actorName, type Ctx } from "@/lib/platform/context";
import { AppError } from "@/lib/platform/errors";
import type { Tx } from "@/lib/platform/tx";
import type { RefundResult } from "../model";
import type { RefundInput } from "../schemas";
import { findAsker } from "./allowance";
import { mailSecondPersons } from "./request-mails";
import { auditRequest, type RefundRequest } from "./requests";

/**
 * Asks a second person, in the transaction that checked the refund: the request, its alert, the mails to all who may approve, the audit
 * row. One request of a payment waits at a time, so that nobody approves the same wish twice.
 * @throws AppError refused (refund_waiting)
 */
export async function askSecondPerson(
  ctx: Ctx,
  tx: Tx,
  payment: LockedPayment,
  input: RefundInput,
): Promise<RefundResult> {
  await requireNoneWaiting(ctx, tx, payment.id);
  const { person } = await findAsker(ctx, tx);
  const row: typeof refundRequests.$inferInsert = {
    firmId: ctx.firmId,
    id: ctx.ids.next("rrq"),
    paymentId: payment.id,
    amountCents: input.amountCents,
    currency: payment.currency,
    reason: input.reason,
    requestKey: input.requestKey,
    status: "waiting",
    askedBy: actorName(ctx.actor),
    askedPerson: person,
    askedName: "name" in ctx.actor ? ctx.actor.name : "",
    askedAt: ctx.clock.now(),
  };
  const [request] = await tx.insert(refundRequests).values(row).returning();
  if (!request) throw new Error(`request ${row.id} was not written`);
  await raiseAlert(ctx, tx, {
    kind: "refund_waiting",
    objectType: "payment",
    objectId: payment.id,
    accountId: payment.accountId,
    detail: {
      requestId: request.id,
      amountCents: String(request.amountCents),
      asker: request.askedName,
      person,
      reason: request.reason,
    },
  });
  await mailSecondPersons(ctx, tx, request, payment.accountId);
  await auditRequest(ctx, tx, request, "refund.asked");
  return { kind: "waiting", refundId: request.id, refusalCode: "" };
}

async function requireNoneWaiting(ctx: Ctx, tx: Tx, paymentId: string): Promise<void> {
  const waiting = await tx
    .select({ id: refundRequests.id })
    .from(refundRequests)
    .where(
      and(
        eq(refundRequests.firmId, ctx.firmId),
        eq(refundRequests.paymentId, paymentId),
        eq(refundRequests.status, "waiting"),
      ),
    );
  if (waiting.length > 0) throw new AppError("refused", { reason: "refund_waiting" });
}

/**
 * What became of an earlier ask with the same key; null when there was none.
 * @throws AppError idempotency_key_reused, refused (refund_request_over)
 */
export async function findRequestByKey(ctx: Ctx, tx: Tx, input: RefundInput): Promise<RefundResult | null> {
  const [found] = await tx
    .select({ request: refundRequests, refund: refunds })
    .from(refundRequests)
    .leftJoin(refunds, and(eq(refunds.firmId, refundRequests.firmId), eq(refunds.id, refundRequests.refundId)))
    .where(and(eq(refundRequests.firmId, ctx.firmId), eq(refundRequests.requestKey, input.requestKey)));
  if (!found) return null;
  const { request, refund } = found;
  if (request.paymentId !== input.paymentId || request.amountCents !== input.amountCents)
    throw new AppError("idempotency_key_reused");
  if (refund) return { kind: refund.status, refundId: refund.id, refusalCode: refund.refusalCode };
  return waitingOrOver(request);
}

function waitingOrOver({ id, status }: RefundRequest): RefundResult {
  if (status !== "waiting") throw new AppError("refused", { reason: "refund_request_over" });
  return { kind: "waiting", refundId: id, refusalCode: "" };
}
